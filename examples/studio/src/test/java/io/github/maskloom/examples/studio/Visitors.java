package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who furnish a photo of twelve megapixels, some at a time. */
@NullMarked
final class Visitors {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger refused = new AtomicInteger();
  private final ChildStudio studio;
  private final byte[] photo;
  private final byte[] mask;

  Visitors(ChildStudio studio) throws IOException {
    this.studio = studio;
    photo = photo("jpeg");
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
      List<Future<String>> visits = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        visits.add(crowd.submit(person));
      }
      for (Future<String> visit : visits) {
        visit.get();
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  /** What a person does: send a photo, paint, pick, wait, look. Answers the job. */
  String furnish() throws Exception {
    String id = patiently("POST", "/api/photos", "image/jpeg", photo).path("id").asString();
    patiently("PUT", "/api/photos/" + id + "/mask", "image/png", mask);
    String wish = "{\"photo\":\"" + id + "\",\"furniture\":\"sofa_modern_teal.png\"}";
    String job =
        patiently("POST", "/api/fusions", "application/json", wish.getBytes(UTF_8))
            .path("id")
            .asString();
    String news = new String(get("/api/fusions/" + job + "/events"), UTF_8);
    assertThat(news).contains("\"state\":\"SUCCEEDED\"");
    assertThat(get("/api/fusions/" + job + "/picture")).hasSizeGreaterThan(100_000);
    return job;
  }

  /** Comes back as often as the server asks to. */
  private JsonNode patiently(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    while (true) {
      HttpRequest request =
          HttpRequest.newBuilder(studio.uri(path))
              .header("Content-Type", type)
              .method(method, BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 503) {
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
        return JSON.readTree(answer.body());
      }
      refused.incrementAndGet();
      TimeUnit.SECONDS.sleep(answer.headers().firstValueAsLong("Retry-After").orElseThrow());
    }
  }

  byte[] get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(studio.uri(path)).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  /** Twelve megapixels with the noise of a camera. */
  private static byte[] photo(String format) throws IOException {
    BufferedImage picture = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < 3000; y++) {
      for (int x = 0; x < 4000; x++) {
        int gray = 60 + x / 40 + y / 60 + random.nextInt(12);
        picture.setRGB(x, y, gray << 16 | gray << 8 | (gray - 20));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
