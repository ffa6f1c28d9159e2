package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the person at the terminal reads when a gateway before Ark gives up. The key is in the
 * environment, so the command runs in a process of its own.
 */
@Timeout(60)
class ArkGatewayTest {
  @TempDir Path folder;
  private final AtomicInteger posts = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    Run.of("demo", "--out", folder.toString(), "--width", "400");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504 | {\"error\":{\"code\":\"GatewayTimeout\",\"message\":\"gave up\"}}",
        "524 | error code: 524",
        "503 | upstream connect error or disconnect/reset before headers. "
            + "reset reason: connection termination",
        "502 | <html><body><center>nginx</center></body></html>"
      })
  void saysInOneLineThatTheDeliveryIsUnknown(int status, String body) throws Exception {
    server.createContext("/", exchange -> answer(exchange, status, body));

    Process process = fuse();
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("delivery UNKNOWN", "HTTP " + status).hasLineCount(1);
    assertThat(posts).hasValue(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      posts.incrementAndGet();
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Process fuse() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "fuse",
                "--provider",
                "ark",
                "--base-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--photo",
                folder.resolve("room.jpg").toString(),
                "--mask",
                folder.resolve("mask.png").toString(),
                "--reference",
                folder.resolve("sofa.png").toString(),
                "--prompt",
                "put it there",
                "--out",
                folder.resolve("out").toString()));
    builder.environment().put("ARK_API_KEY", "key");
    return builder.start();
  }
}
