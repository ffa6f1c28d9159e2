package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    Images.demo(folder, 400);
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

    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(said)
        .contains("delivery UNKNOWN", "HTTP " + status, "it may be billed")
        .hasLineCount(1);
    assertThat(posts).hasValue(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tellsProgramsWhatAFailureMayHaveCost() throws Exception {
    server.createContext("/", exchange -> answer(exchange, 504, "gave up"));

    Process process = fuse("--json");
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(said)
        .startsWith("{\"failure\":\"may-be-billed\",\"exitCode\":5,\"message\":")
        .contains("\"delivery\":\"UNKNOWN\"", "\"retry\":\"MAY_BILL_TWICE\"")
        .contains("\"httpStatus\":504", "\"clientRequestIds\":[\"", "\"serverRequestIds\":[")
        .hasLineCount(1);
  }

  /** A signal to end is no reason to hide what may be billed. */
  @Test
  void saysThatACallThatIsStoppedMayBeBilled() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    server.createContext("/", exchange -> hold(exchange, asked, ended));
    Process process = fuse();
    String said;
    try {
      asked.await();
      // The process itself would close its streams.
      process.toHandle().destroy();
      said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    } finally {
      ended.countDown();
    }

    assertThat(process.waitFor()).as(said).isEqualTo(5);
    assertThat(said).contains("may be billed").hasLineCount(1);
  }

  private static void hold(HttpExchange exchange, CountDownLatch asked, CountDownLatch ended)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      asked.countDown();
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private Process fuse(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
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
    words.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("ARK_API_KEY", "key");
    return builder.start();
  }
}
