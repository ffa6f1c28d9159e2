package com.example.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backend is told to terminate while a slow service draws for it. {@code -Dmaskloom.exits=20
 * -Dmaskloom.drawing=4000} does so twenty times, with a service that takes four seconds.
 */
@Timeout(900)
class GracefulExitTest {
  private static final int TIMES = Integer.getInteger("maskloom.exits", 2);
  private static final int DRAWING_MILLIS = Integer.getInteger("maskloom.drawing", 1500);
  private static final int AT_ONCE = 2;
  private static final Pattern PORT = Pattern.compile("started on port (\\d+)");
  private static final byte[] IMAGE = png();

  @TempDir Path folder;

  @Test
  void anImageThatIsDrawnMeanwhileIsWrittenOrKept() throws Exception {
    ExecutorService parents = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Path>> homes = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        Path home = Files.createDirectory(folder.resolve("home-" + i));
        homes.add(parents.submit(() -> ended(home)));
      }
      int written = 0;
      for (Future<Path> home : homes) {
        assertThat(Files.readAllLines(home.get().resolve("calls.jsonl")))
            .filteredOn(line -> !line.contains("\"event\":"))
            .singleElement()
            .asString()
            .contains("\"outcome\":\"SUCCEEDED\"");
        assertThat(images(home.get())).as("images of %s", home.get()).isNotEmpty();
        written += Files.exists(home.get().resolve("fused.png")) ? 1 : 0;
      }
      System.out.printf("%d of %d images were written, the others kept%n", written, TIMES);
    } finally {
      parents.shutdown();
    }
  }

  /** The folder of a backend that has ended. */
  private static Path ended(Path home) throws Exception {
    Files.createDirectory(home.resolve("calls"));
    Files.write(home.resolve("photo.png"), IMAGE);
    CountDownLatch arrived = new CountDownLatch(1);
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", exchange -> draw(exchange, arrived));
    service.start();
    Process backend = backend(home, service.getAddress().getPort());
    try (BufferedReader log = backend.inputReader(UTF_8)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(log) + "/fusions"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      CompletableFuture<?> answer =
          HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
      arrived.await();
      // Process.destroy would close its output, too.
      backend.toHandle().destroy();
      log.lines().forEach(line -> {});
      backend.waitFor();
      assertThat(answer).as("the answer to the browser").succeedsWithin(1, TimeUnit.MINUTES);
    } finally {
      backend.destroyForcibly();
      service.stop(0);
    }
    return home;
  }

  private static Process backend(Path home, int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Backend.class.getName(),
            "--server.port=0",
            "--server.shutdown=graceful",
            "--backend.folder=" + home,
            "--backend.service=http://127.0.0.1:" + port + "/v1")
        .redirectErrorStream(true)
        .start();
  }

  private static String port(BufferedReader log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      lines.add(line);
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return port.group(1);
      }
    }
    throw new AssertionError("the backend did not start: " + lines);
  }

  private static void draw(HttpExchange exchange, CountDownLatch arrived) throws IOException {
    exchange.getRequestBody().readAllBytes();
    arrived.countDown();
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(DRAWING_MILLIS, TimeUnit.MILLISECONDS))
        .join();
    String json =
        "{\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(IMAGE) + "\"}]}";
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length());
    exchange.getResponseBody().write(json.getBytes(UTF_8));
    exchange.close();
  }

  /** The image of the service, wherever it is. */
  private static List<Path> images(Path home) throws IOException {
    List<Path> images = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean photo = file.endsWith("photo.png");
        if (!photo && Arrays.equals(Files.readAllBytes(file), IMAGE)) {
          images.add(file);
        }
      }
    }
    return images;
  }

  private static byte[] png() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB), "png", png);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return png.toByteArray();
  }
}
