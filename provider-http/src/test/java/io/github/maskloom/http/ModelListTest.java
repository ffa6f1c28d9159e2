package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.raster.testing.CallerThread;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JsonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key's models are asked for, which is never billed. */
@Timeout(60)
class ModelListTest {
  private static final String LIST =
      "{\"object\":\"list\",\"data\":["
          + "{\"id\":\"pencil-1\",\"name\":\"pencil\","
          + "\"status\":\"Active\",\"token_limits\":{\"id\":\"no\"},\"task_type\":[\"x\"]},"
          + "{\"id\":\"brush-1\",\"status\":\"Shutdown\",\"created\":17},"
          + "{\"name\":\"without an id\"},7],\"has_more\":false}";

  @TempDir Path folder;

  private static List<ListedModel> models(HttpFixture service) {
    return DrawProvider.models(service.config());
  }

  private FusionException failure(int calls, Answer answer) throws IOException {
    try (HttpFixture service = new HttpFixture(folder, answer)) {
      FusionException failure = catchThrowableOfType(FusionException.class, () -> models(service));
      assertThat(failure.delivery()).as("a list costs nothing").isEqualTo(Delivery.REJECTED);
      assertThat(service.server.calls()).hasSize(calls);
      assertThat(service.server.connections()).isEqualTo(calls);
      return failure;
    }
  }

  @Test
  void everyModelIsListedWithWhatTheServiceSaysOfIt() throws IOException {
    Answer busy = Answer.error(429, "Busy", "busy");
    try (HttpFixture service = new HttpFixture(folder, busy, Answer.json(LIST))) {
      assertThat(models(service))
          .containsExactly(
              new ListedModel("pencil-1", Optional.of("pencil"), Optional.of("Active")),
              new ListedModel("brush-1", Optional.empty(), Optional.of("Shutdown")));
      assertThat(service.server.calls()).as("what is throttled is asked for again").hasSize(2);
      JsonServer.Call call = service.server.calls().get(1);
      assertThat(call.method()).isEqualTo("GET");
      assertThat(call.path()).isEqualTo("/v1/models");
      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.header("X-Client-Request-Id")).isPresent();
      assertThat(call.header("Connection")).contains("close");
      service.server.awaitNoConnection();
    }
  }

  @Test
  void aKeyThatIsRefusedSaysSo() throws IOException {
    FusionException failure = failure(1, Answer.error(401, "NoKey", "bad " + KEY));
    assertThat(failure).isInstanceOf(FusionAccessException.class).hasMessageNotContaining(KEY);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
  }

  @Test
  void whatIsThrottledOrGivenUpIsAskedForAgain() throws IOException {
    assertThat(failure(3, Answer.error(429, "Busy", "busy")))
        .isInstanceOf(FusionThrottledException.class);
    FusionException gateway = failure(3, Answer.htmlPage(502));
    assertThat(gateway.retry()).isEqualTo(RetryAdvice.SAFE);
    assertThat(gateway).hasMessageNotContaining("go on");
  }

  /** Of an image nobody would know what it cost. */
  @Test
  void whatNobodyAnsweredCostsNothing() throws IOException {
    FusionException lost = failure(1, Answer.hangUpAfterBody());
    assertThat(lost).isInstanceOf(FusionTransportException.class);
    assertThat(lost.retry()).isEqualTo(RetryAdvice.SAFE);
  }

  @Test
  void nothingIsSentToAPortThatIsClosed() throws IOException {
    try (HttpFixture service = new HttpFixture(folder)) {
      service.server.close();
      FusionException failure = catchThrowableOfType(FusionException.class, () -> models(service));

      assertThat(failure).isInstanceOf(FusionTransportException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.SAFE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999"})
  void aWaitForEverIsADay(String retryAfter) throws IOException {
    assertThat(failure(1, Answer.comeBack(429, retryAfter)).retry())
        .isEqualTo(RetryAdvice.safeAfter(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":{}}",
        "{\"data\":[{\"id\":\"a\"",
        "[]",
        "<html>",
        "data: {\"id\":\"a\"}\n\n"
      })
  void whatIsNoListIsRefused(String body) throws IOException {
    FusionException failure = failure(1, Answer.json(body));
    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.SAFE);
  }

  @Test
  void noAnswerFillsTheHeap() throws IOException {
    String model = "{\"id\":\"" + "m".repeat(100) + "\"},";
    String tooLong = "{\"data\":[" + model.repeat((1 << 20) / model.length() + 1) + "7]}";
    String many = "{\"data\":[" + "{\"id\":\"m\"},".repeat(4097) + "7]}";
    String most = "{\"data\":[" + "{\"id\":\"m\"},".repeat(4096) + "7]}";

    assertThat(failure(1, Answer.json(tooLong))).hasMessageContaining("more than 1048576 bytes");
    assertThat(failure(1, Answer.json(many))).hasMessageContaining("more than 4096 models");
    try (HttpFixture service = new HttpFixture(folder, Answer.json(most))) {
      assertThat(models(service)).hasSize(4096);
    }
  }

  @Test
  void theKeyIsInNoListedText() throws IOException {
    String body = "{\"data\":[{\"id\":\"" + KEY + "\",\"name\":\"a\\u0007b c\"}]}";
    try (HttpFixture service = new HttpFixture(folder, Answer.json(body))) {
      ListedModel model = models(service).get(0);
      assertThat(model.id()).doesNotContain("nobody");
      assertThat(model.name()).contains("abc");
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (HttpFixture service = new HttpFixture(folder, Answer.silence(asked))) {
      CallerThread caller = CallerThread.start(() -> models(service));
      asked.await();
      caller.interrupt();
      caller.join();

      assertThat(caller.failure()).isInstanceOf(CancelledException.class);
      service.server.awaitNoConnection();
    }
  }

  @Test
  void aServiceThatIsSilentIsNotWaitedForLong() throws IOException {
    try (HttpFixture service =
        new HttpFixture(folder, Answer.silence(new CountDownLatch(1)))
            .withTimeouts(timeouts -> timeouts.withCall(Duration.ofMillis(200)))) {
      assertThat(catchThrowableOfType(FusionException.class, () -> models(service)))
          .isInstanceOf(FusionTransportException.class)
          .hasMessageContaining("longer than PT0.2S");
    }
  }
}
