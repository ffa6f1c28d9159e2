package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two hundred people, twenty at a time, each with a photo of twelve megapixels, and a server with
 * 64 MB of heap. Run by {@code -Pload}; takes minutes.
 */
@Tag("load")
class LoadTest {
  private static final int PEOPLE = Integer.getInteger("studio.load.people", 200);
  private static final int AT_ONCE = 20;
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger refused = new AtomicInteger();
  private String server = "";

  @Test
  void servesEverybodyInSixtyFourMegabytes() throws Exception {
    byte[] jpeg = photo("jpeg");
    byte[] mask = TestImages.mask(1024, 768, 300, 200, 400, 400);
    Path log = folder.resolve("log");
    Process child = start(log);
    try {
      StudioServer.await(() -> !child.isAlive() || hasStarted(log));
      serve(AT_ONCE, jpeg, mask);
      long warmBytes = liveHeapBytes(child);
      long start = System.nanoTime();
      serve(PEOPLE, jpeg, mask);
      double seconds = (System.nanoTime() - start) / 1e9;
      long endBytes = liveHeapBytes(child);

      System.out.printf(
          "%d people in %.0f s, %.2f a second; told to come back: %d times;"
              + " live heap %.1f MB before, %.1f MB after%n",
          PEOPLE, seconds, PEOPLE / seconds, refused.get(), warmBytes / 1e6, endBytes / 1e6);
      assertThat(child.isAlive()).isTrue();
      assertThat(endBytes - warmBytes).isLessThan(3_000_000);
    } finally {
      child.destroy();
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process start(Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            StudioApplication.class.getName(),
            "--server.port=0",
            "--studio.folder=" + folder,
            "--studio.ark.api-key=",
            "--studio.upload.timeout=5m",
            "--studio.upload.max-wait=30s")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private boolean hasStarted(Path log) {
    try {
      Matcher started = STARTED.matcher(Files.readString(log));
      boolean found = started.find();
      if (found) {
        server = "http://localhost:" + started.group(1);
      }
      return found;
    } catch (IOException e) {
      return false;
    }
  }

  private void serve(int people, byte[] photo, byte[] mask) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Callable<Void> person = () -> furnish(photo, mask);
      List<Future<Void>> visits = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        visits.add(crowd.submit(person));
      }
      for (Future<Void> visit : visits) {
        visit.get();
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  /** What a person does: send a photo, paint, pick, wait, look. */
  private Void furnish(byte[] photo, byte[] mask) throws Exception {
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
    return null;
  }

  /** Comes back as often as the server asks to. */
  private JsonNode patiently(String method, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    while (true) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server + path))
              .header("Content-Type", type)
              .method(method, BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 429) {
        assertThat(answer.statusCode()).as(path).isBetween(200, 299);
        return JSON.readTree(answer.body());
      }
      refused.incrementAndGet();
      TimeUnit.SECONDS.sleep(answer.headers().firstValueAsLong("Retry-After").orElseThrow());
    }
  }

  private byte[] get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private long liveHeapBytes(Process child) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (int i = 0; i < 3; i++) {
      new ProcessBuilder(jcmd.toString(), String.valueOf(child.pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    byte[] metric = get("/actuator/metrics/jvm.memory.used?tag=area:heap");
    return JSON.readTree(metric).path("measurements").path(0).path("value").asLong();
  }

  /** Twelve megapixels with the noise of a camera. */
  private static byte[] photo(String format) throws IOException {
    BufferedImage picture = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < 3000; y++) {
      for (int x = 0; x < 4000; x++) {
        int grey = 60 + x / 40 + y / 60 + random.nextInt(12);
        picture.setRGB(x, y, grey << 16 | grey << 8 | (grey - 20));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
