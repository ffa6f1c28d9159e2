package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
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

  private static final Answer PICTURE = Answer.json(HttpFixture.JSON).afterDrawing(DRAWING);

  @TempDir Path folder;

  /** The try that lost is reported when the request is under way, and must not end it. */
  @Test
  void aTryThatComesTooLateSendsNothingTwice() throws IOException {
    try (JsonServer server = new JsonServer(PICTURE);
        ProviderSession session = session(server)) {
      RecordingCall call = call("call");

      session.fuse(request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.failedAttempts()).isEmpty();
      assertThat(server.calls()).hasSize(1);
    }
  }

  @Test
  void fiveHundredCallsAreFiveHundredRequests() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    try (JsonServer server = new JsonServer(PICTURE)) {
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

  private Callable<Void> calls(JsonServer server, String name) {
    return () -> {
      try (ProviderSession session = session(server)) {
        for (int i = 0; i < CALLS / SESSIONS; i++) {
          session.fuse(request(), call(name + "-" + i));
        }
      }
      return null;
    };
  }

  private static ProviderSession session(JsonServer server) throws IOException {
    URI url = URI.create("http://draw.test:" + server.baseUrl().getPort() + "/v1");
    return new DrawProvider()
        .open(
            DrawProvider.config(url)
                .withApiKey(HttpFixture.KEY)
                .withRetries(HttpFixture.AT_ONCE.withMaxRetries(9))
                .withTimeouts(HttpTimeouts.DEFAULT.withConnect(CONNECT))
                .withHttpClient(new RacingClient().client()));
  }

  private RecordingCall call(String name) throws IOException {
    return new RecordingCall(Files.createDirectory(folder.resolve(name)));
  }
}
