package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are errors, beyond those that the table of deliveries tries. */
class ErrorAnswersTest extends HttpTrial {

  @Test
  void throttlingIsTriedThreeTimesAndThenTold() throws IOException {
    HttpFixture service = answering(Answer.error(429, "Busy", "too many"));
    RecordingCall call = service.newCall();
    FusionException failure = service.failure(request(), call);

    assertThat(failure).isInstanceOf(FusionThrottledException.class);
    assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.SAFE);
    assertThat(service.server().calls()).hasSize(1 + HttpRetries.DEFAULT.maxRetries());
    assertThat(call.failedAttempts()).hasSize(3);
    assertThat(call.failedAttempts().get(2).retryAfter()).isEmpty();
    assertThat(service.server().connections()).as("connections for three attempts").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"429, Busy", "500, Down"})
  void whatGoesAwayIsSentAgainAsItWas(int status, String code) throws IOException {
    Answer refusal = Answer.error(status, code, "not now");
    HttpFixture service = answering(refusal, refusal, Answer.json(JSON));
    RecordingCall call = service.fused(request());

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.failedAttempts()).hasSize(2);
    assertThat(service.server().calls()).hasSize(3);
    assertThat(service.server().calls().get(2).json())
        .isEqualTo(service.server().calls().get(0).json());
    assertThat(service.server().calls())
        .as("the client's id is that of the call, not of the attempt")
        .extracting(each -> each.header("X-Client-Request-Id").orElseThrow())
        .containsOnly(service.server().calls().get(0).header("X-Client-Request-Id").orElseThrow());
  }

  @Test
  void asLongAsTheServiceSaysIsWaited() throws Exception {
    HttpFixture service = answering(Answer.tooMany("Busy", "45"));
    RecordingCall call = service.newCall();
    Throwable end = service.cancelled(request(), call, call.whenPausing());

    assertThat(end).isInstanceOf(CancelledException.class);
    assertThat(call.failedAttempts().get(0).retryAfter()).hasValue(Duration.ofSeconds(45));
    assertThat(call.failedAttempts().get(0).failure().retry())
        .isEqualTo(RetryAdvice.safeAfter(Duration.ofSeconds(45)));
    assertThat(service.server().calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"message\":\"no\"}",
        "{\"error\":null}",
        "{\"error\":\"no\"}",
        "{\"error\":[1]}",
        "{\"error\":{\"code\":17,\"message\":{\"a\":1}}}",
        "{\"error\":{\"code\":\"Inv",
        "{",
        "\u0000\u0001"
      })
  void aBodyWithoutAnErrorLeavesTheStatus(String body) throws IOException {
    FusionException failure = onlyFailure(Answer.errorBody(400, body));

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.failure().httpStatus()).hasValue(400);
  }

  @Test
  @Tag("slow")
  void aHugeErrorBodyIsNotKept() throws IOException {
    String json = ImagesJson.errorOf("Malformed", "x".repeat(20_000_000));
    assertThat(onlyFailure(Answer.errorBody(400, json)).getMessage()).hasSizeLessThan(20_000);
  }

  /** What does not come may be an image, so what came is no refusal. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":{\"code\":\"Malformed\",\"message\":\"no\"}", "{\"er"})
  @Timeout(60)
  void anErrorWhoseBodyDoesNotEndIsNoRefusal(String start) throws IOException {
    Answer dripping =
        call -> {
          call.readBody();
          Map<String, String> headers = call.answerHeaders("application/json");
          OutputStream out = call.exchange().respondInChunks(400, headers);
          out.write(start.getBytes(UTF_8));
          while (true) {
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(50));
            out.write(' ');
          }
        };
    HttpFixture service =
        answering(dripping)
            .withTimeouts(timeouts -> timeouts.withBetweenBytes(Duration.ofMillis(500)));
    FusionException failure = service.failure(request());

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.failure().httpStatus()).hasValue(400);
    assertThat(service.server().calls()).hasSize(1);
  }
}
