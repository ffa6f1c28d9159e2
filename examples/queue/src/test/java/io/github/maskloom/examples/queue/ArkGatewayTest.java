package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.http.settings.HttpConfig;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway before Ark that gives up costs one request and a question to a person. */
class ArkGatewayTest extends QueueTest {
  private final AtomicInteger posts = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 6);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
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
    Path photo = JobImages.photo(folder, "photo.png");
    JobInputs inputs = JobInputs.of(photo, Optional.empty(), List.of());
    String id = queue.submit(inputs, "a red sofa", 1, Finish.RESTORED);

    run(id);
    run(id);

    assertThat(posts).hasValue(1);
    assertThat(state(id)).isEqualTo(JobState.PARKED);
    assertThat(job(id).note()).contains("delivery UNKNOWN", "HTTP " + status);
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

  /** As often as the queue wants to, as if all waits were over. */
  private void run(String id) throws Exception {
    HttpConfig ark =
        ArkProvider.config()
            .withApiKey("key")
            .withBaseUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    JobRunner runner = runner(client(new ArkProvider(), ark), time -> {});
    Optional<Instant> next = runner.run(id);
    while (next.isPresent()) {
      next = runner.run(id);
    }
  }
}
