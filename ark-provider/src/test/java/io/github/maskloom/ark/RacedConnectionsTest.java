package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ArkServer;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with two addresses, to which connections are tried side by side. */
@Tag("slow")
class RacedConnectionsTest {
  private static final Duration CONNECT = Duration.ofMillis(600);
  private static final Duration DRAWING = Duration.ofMillis(800);
  private static final int CALLS = 500;
  private static final int SESSIONS = 100;

  private static final Answer PICTURE =
      Answer.json(ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString())
          .afterDrawing(DRAWING);

  @TempDir Path folder;

  /** The try that lost is reported when the request is under way, and must not end it. */
  @Test
  void aTryThatComesTooLateSendsNothingTwice() throws IOException {
    try (ArkServer server = new ArkServer(PICTURE);
        ProviderSession session = session(server)) {
      RecordingCall call = call("call");

      session.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.failedAttempts()).isEmpty();
      assertThat(server.calls()).hasSize(1);
    }
  }

  @Test
  void fiveHundredCallsAreFiveHundredRequests() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    try (ArkServer server = new ArkServer(PICTURE)) {
      List<Future<Void>> sessions = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(threads.submit(calls(server, "session-" + i)));
      }
      for (Future<Void> each : sessions) {
        each.get();
      }

      assertThat(server.calls()).hasSize(CALLS);
      assertThat(server.calls()).allSatisfy(call -> assertThat(call.images()).hasSize(2));
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Void> calls(ArkServer server, String name) {
    return () -> {
      try (ProviderSession session = session(server)) {
        for (int i = 0; i < CALLS / SESSIONS; i++) {
          session.fuse(base64Request(), call(name + "-" + i));
        }
      }
      return null;
    };
  }

  private static ProviderSession session(ArkServer server) throws IOException {
    URI url = URI.create("http://ark.test:" + server.baseUrl().getPort() + "/api/v3");
    return new ArkProvider()
        .open(
            ArkProvider.config()
                .withApiKey(ArkFixture.KEY)
                .withModel(MODEL)
                .withBaseUrl(url)
                .withRetries(ArkFixture.AT_ONCE.withMaxRetries(9))
                .withTimeouts(HttpTimeouts.DEFAULT.withConnect(CONNECT))
                .withHttpClient(new RacingClient().client()));
  }

  private RecordingCall call(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }
}
