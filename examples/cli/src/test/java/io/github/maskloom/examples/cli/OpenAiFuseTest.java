package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Furniture put into a room by an {@code sd-server} on loopback. */
class OpenAiFuseTest {
  @TempDir Path folder;

  @Test
  void asksAnSdServerWithoutAKey() throws IOException {
    Run.of("demo", "--out", folder.toString(), "--width", "400");
    String image =
        Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("sofa.png")));
    AtomicReference<String> sent = new AtomicReference<>("");
    AtomicReference<Optional<String>> key = new AtomicReference<>(Optional.empty());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/images/edits",
        exchange -> {
          sent.set(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          key.set(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] answer = ("{\"data\":[{\"b64_json\":\"" + image + "\"}]}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      Run run =
          Run.of(
              "fuse",
              "--provider",
              "sd-server",
              "--base-url",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
              "--photo",
              folder.resolve("room.jpg").toString(),
              "--mask",
              folder.resolve("mask.png").toString(),
              "--reference",
              folder.resolve("sofa.png").toString(),
              "--prompt",
              "a sofa",
              "--out",
              folder.resolve("out").toString());

      assertThat(run.exitCode()).as(run.err()).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(sent.get()).contains("name=\"image[]\"", "name=\"mask\"", "name=\"size\"");
    assertThat(key.get()).isEmpty();
    assertThat(folder.resolve("out")).isNotEmptyDirectory();
  }
}
