package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.http.settings.HttpConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway before Ark that gives up costs one request and a question to a person. */
class ArkGatewayTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 6);

  @TempDir Path folder;
  private final AtomicInteger posts = new AtomicInteger();
  private HttpServer server;
  private HikariDataSource connections;
  private JobQueue queue;

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    connections = JobQueue.connect(JobQueue.fileIn(folder));
    queue = new JobQueue(connections, new FolderStore(folder));
  }

  @AfterEach
  void close() {
    connections.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504 | {\"error\":{\"code\":\"GatewayTimeout\",\"message\":\"gave up\"}}",
        "504 | ''",
        "524 | ''",
        "520 | <html>unknown error</html>",
        "500 | {\"error\":{\"code\":\"Oops\"}}",
        "408 | ''",
        "502 | <html><body><center>nginx</center></body></html>",
        "503 | upstream connect error or disconnect/reset before headers. "
            + "reset reason: connection termination"
      })
  void isAskedOnceAndTheJobIsParked(int status, String body) throws Exception {
    server.createContext("/", exchange -> answer(exchange, status, body));
    String id = submit();

    run(id);
    run(id);

    assertThat(posts).hasValue(1);
    Job job = queue.job(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.PARKED);
    assertThat(job.note()).contains("delivery UNKNOWN", "HTTP " + status);
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      posts.incrementAndGet();
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String submit() throws Exception {
    Path photo = folder.resolve("photo.png");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    return queue.submit(
        JobInputs.of(photo, Optional.empty(), List.of()), "a red sofa", 1, Finish.RESTORED);
  }

  /** As often as the queue wants to, as if all waits were over. */
  private void run(String id) throws Exception {
    HttpConfig ark =
        ArkProvider.config()
            .withApiKey("key")
            .withBaseUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    try (FusionClient client =
        FusionClient.open(
            new AnnouncingProvider(new ArkProvider()),
            FusionConfig.builder().provider(ark).build())) {
      KeptImages kept = KeptImages.in(folder.resolve("temporary"), Disk.REAL);
      Results results = new Results(queue.table(), queue.store(), kept, time -> {});
      JobRunner runner = new JobRunner(queue.table(), queue.store(), client, results, BACKOFF);
      Optional<Instant> next = runner.run(id);
      while (next.isPresent()) {
        next = runner.run(id);
      }
    }
  }
}
