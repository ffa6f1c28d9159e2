package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;

/** People who furnish a photo of twelve megapixels, some at a time. */
@NullMarked
final class Visitors {
  private final AtomicInteger refused = new AtomicInteger();
  private final ChildStudio studio;
  private final byte[] photo;
  private final byte[] mask;

  Visitors(ChildStudio studio) throws IOException {
    this.studio = studio;
    photo = photo();
    mask = TestImages.mask(1024, 768, 300, 200, 400, 400);
  }

  /** How often somebody was told to come back. */
  int refused() {
    return refused.get();
  }

  /** Returns once all of them have their image. */
  void come(int people, int atOnce) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(atOnce);
    try {
      Callable<String> person = this::furnish;
      for (Future<String> visit : crowd.invokeAll(Collections.nCopies(people, person))) {
        visit.get();
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  /** What a person does: send a photo, paint, pick, wait, look. Answers the job. */
  String furnish() throws Exception {
    String id = patiently("POST", "/api/photos", "image/jpeg", photo).text("id");
    patiently("PUT", "/api/photos/" + id + "/mask", "image/png", mask);
    String wish = "{\"photo\":\"" + id + "\",\"furniture\":\"sofa_modern_teal.png\"}";
    String job =
        patiently("POST", "/api/fusions", "application/json", wish.getBytes(UTF_8)).text("id");
    Answer done = studio.ended("/api/fusions/" + job);
    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(studio.get(done.text("picture")).body()).hasSizeGreaterThan(100_000);
    return job;
  }

  /** Comes back as often as the server asks to. */
  private Answer patiently(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    while (true) {
      Answer answer = studio.send(method, path, type, BodyPublishers.ofByteArray(body));
      if (answer.status() != 503) {
        assertThat(answer.status()).as(path).isBetween(200, 299);
        return answer;
      }
      refused.incrementAndGet();
      TimeUnit.SECONDS.sleep(Long.parseLong(answer.header("Retry-After")));
    }
  }

  /** Twelve megapixels with the noise of a camera. */
  private static byte[] photo() throws IOException {
    BufferedImage picture = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < 3000; y++) {
      for (int x = 0; x < 4000; x++) {
        int gray = 60 + x / 40 + y / 60 + random.nextInt(12);
        picture.setRGB(x, y, gray << 16 | gray << 8 | (gray - 20));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
