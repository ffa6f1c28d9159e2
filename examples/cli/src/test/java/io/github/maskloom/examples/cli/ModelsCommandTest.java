package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models of services that need no key, one of them on loopback. */
class ModelsCommandTest {
  @Test
  void listsModelsWithWhatTheServiceSaysOfThem() throws IOException {
    Run run =
        models(
            200, "{\"data\":[{\"id\":\"sd-cpp-local\"},{\"id\":\"old\",\"status\":\"Shutdown\"}]}");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).containsExactly("sd-cpp-local", "old: Shutdown");
  }

  @Test
  void saysInOneLineWhyThereIsNoList() throws IOException {
    Run run = models(403, "{\"error\":\"not you\"}");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("not you").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"flux, flux-", "dashscope, wan"})
  void listsWithoutAKeyWhatIsKnownOfAServiceThatListsNothing(String provider, String start) {
    Run run = Run.of("models", "--provider", provider);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.startsWith(start));
  }

  @Test
  void asksNobodyWhoHasNoModels() {
    Run run = Run.of("models", "--provider", "local");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--provider is one of ark, openai, sd-server, gemini, flux, dashscope here");
  }

  private static Run models(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/models",
        exchange -> {
          byte[] answer = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
      return Run.of("models", "--provider", "sd-server", "--base-url", url);
    } finally {
      server.stop(0);
    }
  }
}
