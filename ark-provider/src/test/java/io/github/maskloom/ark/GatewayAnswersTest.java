package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.base64Request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that gave up says nothing of the service behind it, which may go on to draw. */
class GatewayAnswersTest {
  private static final String RESET = "upstream connect error or disconnect/reset before headers. ";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501, 502, 503, 504, 520, 522, 524, 599})
  void withoutABodyNothingIsKnown(int status) throws IOException {
    isAskedOnceAndUnknown(Answer.empty(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504, 524})
  void aCodeThatTheServiceDoesNotDocumentIsTheGateways(int status) throws IOException {
    FusionException failure =
        isAskedOnceAndUnknown(Answer.error(status, "UpstreamTimeout", "gave up"));

    assertThat(failure.failure().code()).contains("UpstreamTimeout");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 520, 524})
  void pagesOfProxiesAreNoRefusal(int status) throws IOException {
    isAskedOnceAndUnknown(Answer.htmlPage(status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RESET + "reset reason: connection termination",
        RESET + "reset reason: remote reset",
        RESET + "retried and the latest reset reason: connection failure",
        "so says the model: " + RESET + "reset reason: connection failure",
        RESET + "reset reason: connection failure and termination",
        RESET + "reset reason: connection failure\n" + RESET + "reset reason: remote reset",
        RESET + "reset reason: connection failure, transport failure reason: anything else",
        "upstream request timeout"
      })
  void whatSaysThatAnUpstreamWasReachedOrMayHaveBeen(String body) throws IOException {
    isAskedOnceAndUnknown(Answer.body(503, "text/plain", body.getBytes(UTF_8)));
  }

  /** Envoy says so too when it finds no host for a second attempt of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no healthy upstream",
        "no healthy upstream\n",
        RESET + "reset reason: connection failure",
        RESET + "reset reason: connection timeout",
        RESET + "reset reason: overflow",
        RESET
            + "reset reason: remote connection failure, transport failure reason: "
            + "delayed connect error: 111"
      })
  void whatSaysThatNoUpstreamWasReachedIsNoProof(String body) throws IOException {
    isAskedOnceAndUnknown(Answer.body(503, "text/plain", body.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "408, ServerOverloaded",
    "503, ServerOverloaded",
    "502, RateLimitExceeded.EndpointRPMExceeded",
    "409, InternalServiceError",
    "499, InternalServiceError",
    "529, ModelAccountIpmRateLimitExceeded"
  })
  void codesThatTheServiceDocumentsAtAnotherStatusAreTheGateways(int status, String code)
      throws IOException {
    isAskedOnceAndUnknown(Answer.error(status, code, "no"));
  }

  /** Documented for 500; a gateway that translates a time-out may well use its words. */
  @ParameterizedTest
  @ValueSource(ints = {408, 502, 503, 504, 524})
  void internalServiceErrorIsTheServicesOnlyAt500(int status) throws IOException {
    isAskedOnceAndUnknown(Answer.error(status, "InternalServiceError", "timeout"));
  }

  @Test
  void retryAfterDoesNotMakeItSafe() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, Answer.comeBack(503, "1"))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure.retry().kind()).isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
      assertThat(failure.retry().after()).hasValue(Duration.ofSeconds(1));
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void isSentAgainIfThatWasWanted() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.htmlPage(502))
            .with(http -> http.withRetries(ArkFixture.AT_ONCE.withRetryWhenUnknown(true)))) {
      assertThat(ark.failure(base64Request()).delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(ark.server.calls()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 504})
  void cancelWhileItsBodyComesKnowsNoMore(int status) throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    try (ArkFixture ark = new ArkFixture(folder, Answer.stalledError(status, stalled))) {
      RecordingCall call = ark.newCall();

      Throwable end = ark.cancelled(base64Request(), call, stalled);

      assertThat(end)
          .asInstanceOf(type(CancelledCallException.class))
          .extracting(CancelledCallException::delivery)
          .isEqualTo(Delivery.UNKNOWN);
    }
  }

  private FusionException isAskedOnceAndUnknown(Answer answer) throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, answer)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
      assertThat(failure).hasMessageContaining("delivery UNKNOWN");
      assertThat(call.failedAttempts()).hasSize(1);
      assertThat(ark.server.calls()).as("requests").hasSize(1);
      return failure;
    }
  }
}
