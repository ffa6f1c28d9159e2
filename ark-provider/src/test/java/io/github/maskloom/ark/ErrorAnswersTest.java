package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ErrorJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are errors: the third row of the reference's checklist. */
class ErrorAnswersTest {
  private static final Answer PICTURE =
      Answer.json(ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString());

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SensitiveContentDetected",
        "SensitiveContentDetected.SevereViolation",
        "SensitiveContentDetected.Violence",
        "InputTextSensitiveContentDetected",
        "InputTextSensitiveContentDetected.PolicyViolation",
        "InputImageSensitiveContentDetected",
        "InputImageSensitiveContentDetected.PolicyViolation",
        "InputImageSensitiveContentDetected.PrivacyInformation",
        "InputTextRiskDetection",
        "InputImageRiskDetection",
        "OutputImageSensitiveContentDetected",
        "OutputImageSensitiveContentDetected.DeepFake",
        "OutputTextSensitiveContentDetected",
        "OutputImageRiskDetection"
      })
  void moderation400(String code) throws IOException {
    FusionException failure = onlyFailure(Answer.error(400, code, "refused. Request id: 02a"));

    assertThat(failure).isInstanceOf(FusionContentException.class);
    assertThat(failure.failure().code()).contains(code);
    assertThat(failure.failure().httpStatus()).hasValue(400);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).as("what was not billed").isEqualTo(RetryAdvice.NEVER);
    assertThat(failure.failure().provider()).isEqualTo(ArkProvider.ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MissingParameter",
        "MissingParameter.prompt",
        "InvalidParameter",
        "InvalidParameter.size",
        "InvalidParameter.OversizedImage",
        "InvalidParameter.UnsupportedImageFormat",
        "InvalidParameter.UnsupportedImageCount",
        "InvalidParameter.UnsupportedParameter",
        "InvalidArgumentError",
        "InvalidArgumentError.UnknownRole",
        "InvalidImageURL.EmptyURL",
        "InvalidImageURL.InvalidFormat"
      })
  void request400(String code) throws IOException {
    FusionException failure = onlyFailure(Answer.error(400, code, "not valid"));

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.failure().code()).contains(code);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void emptyTypeAndParam() throws IOException {
    String json = ErrorJson.of("InvalidParameter", "not valid").type("").param("").toString();
    assertThat(json).contains("\"type\":\"\"", "\"param\":\"\"");

    assertThat(onlyFailure(Answer.errorBody(400, json))).isInstanceOf(FusionRequestException.class);
  }

  @Test
  void typeAndParam() throws IOException {
    String json =
        ErrorJson.of("InvalidParameter", "not valid").type("BadRequest").param("size").toString();

    assertThat(onlyFailure(Answer.errorBody(400, json))).isInstanceOf(FusionRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401,AuthenticationError",
    "401,InvalidAccountStatus",
    "403,AccessDenied",
    "403,AccountOverdueError",
    "403,OperationDenied.ServiceNotOpen",
    "403,OperationDenied.ServiceOverdue",
    "403,OperationDenied.PermissionDenied",
    "403,OperationDenied.InvalidState",
    "400,InvalidSubscription",
    "404,InvalidEndpointOrModel.NotFound",
    "404,InvalidEndpointOrModel.ModelIDAccessDisabled",
    "404,ModelNotOpen",
    "404,UnsupportedModel"
  })
  void access401And403And404(int status, String code) throws IOException {
    FusionException failure = onlyFailure(Answer.error(status, code, "no. request id: 02b"));

    assertThat(failure).isInstanceOf(FusionAccessException.class);
    assertThat(failure.failure().httpStatus()).hasValue(status);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void notFoundWithAnEmptyBody() throws IOException {
    FusionException failure = onlyFailure(Answer.emptyNotFound());

    assertThat(failure.failure().httpStatus()).hasValue(404);
    assertThat(failure.failure().code()).isEmpty();
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  /** A wrong base URL is the operator's to mend, and no fallback may hide it. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void redirectOfTheCallIsTheOperators(int status) throws IOException {
    FusionException failure = onlyFailure(Answer.redirect(status, "/api/v4"));

    assertThat(failure).isInstanceOf(FusionAccessException.class);
    assertThat(failure).hasMessageContaining("is the base URL right?");
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void tooLarge413WithBody() throws IOException {
    FusionException failure = onlyFailure(Answer.error(413, "RequestTooLarge", "too large"));

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.failure().code()).contains("RequestTooLarge");
    assertThat(failure.delivery()).as("not documented for images").isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void tooLarge413WithoutBody() throws IOException {
    FusionException failure = onlyFailure(Answer.empty(413));

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.failure().httpStatus()).hasValue(413);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ModelAccountIpmRateLimitExceeded",
        "ModelAccountRpmRateLimitExceeded",
        "ModelAccountTpmRateLimitExceeded",
        "APIAccountRpmRateLimitExceeded",
        "RateLimitExceeded.EndpointRPMExceeded",
        "RateLimitExceeded.EndpointTPMExceeded",
        "RateLimitExceeded.FoundationModelRPMExceeded",
        "AccountRateLimitExceeded",
        "ServerOverloaded",
        "RequestBurstTooFast",
        "InflightBatchsizeExceeded"
      })
  void throttled429WithoutRetryAfter(String code) throws IOException {
    Answer refusal = Answer.error(429, code, "too many");
    try (ArkFixture ark = new ArkFixture(folder, refusal)) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionThrottledException.class);
      assertThat(failure.failure().code()).contains(code);
      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
      assertThat(failure.retry().kind()).isEqualTo(Kind.SAFE);
      assertThat(ark.server.calls()).hasSize(1 + HttpRetries.DEFAULT.maxRetries());
      assertThat(call.failedAttempts()).hasSize(3);
      assertThat(call.failedAttempts().get(2).retryAfter()).isEmpty();
      assertThat(ark.server.connections()).as("connections for three attempts").isEqualTo(3);
    }
  }

  @Test
  void throttled429ThatGoesAway() throws IOException {
    Answer refusal = Answer.error(429, "ModelAccountIpmRateLimitExceeded", "too many");
    try (ArkFixture ark = new ArkFixture(folder, refusal, refusal, PICTURE)) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(ark.server.calls()).hasSize(3);
      assertThat(ark.server.calls().get(2).json()).isEqualTo(ark.server.calls().get(0).json());
      assertThat(ark.server.calls())
          .as("the client's id is that of the call, not of the attempt")
          .extracting(each -> each.header("X-Client-Request-Id").orElseThrow())
          .containsOnly(ark.server.calls().get(0).header("X-Client-Request-Id").orElseThrow());
    }
  }

  @Test
  void throttled429WithRetryAfter() throws Exception {
    Answer refusal = Answer.tooMany("ModelAccountIpmRateLimitExceeded", "45");
    try (ArkFixture ark = new ArkFixture(folder, refusal)) {
      RecordingCall call = ark.newCall();

      Throwable end = ark.cancelled(base64Request(), call, call.whenPausing());

      assertThat(end).isInstanceOf(CancelledException.class);
      assertThat(call.failedAttempts().get(0).retryAfter()).hasValue(Duration.ofSeconds(45));
      assertThat(call.failedAttempts().get(0).failure().retry())
          .isEqualTo(RetryAdvice.safeAfter(Duration.ofSeconds(45)));
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", ""})
  void throttled429WithARetryAfterThatMeansNothing(String value) throws IOException {
    Answer refusal = Answer.tooMany("ServerOverloaded", value);
    try (ArkFixture ark = new ArkFixture(folder, refusal, PICTURE)) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.failedAttempts()).hasSize(1);
    }
  }

  /** A day is the longest; a call ends before. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Fri, 31 Dec 9999 23:59:59 GMT", "99999999999999999999", "999999999", "86401"})
  void throttled429ThatAsksToWaitForEver(String value) throws IOException {
    FusionException failure = onlyFailure(Answer.tooMany("ServerOverloaded", value));

    assertThat(failure.retry()).isEqualTo(RetryAdvice.safeAfter(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"QuotaExceeded", "SetLimitExceeded"})
  void quota429IsNotRetried(String code) throws IOException {
    FusionException failure = onlyFailure(Answer.error(429, code, "renewed at 2026-11-01 00:00"));

    assertThat(failure).isInstanceOf(FusionQuotaException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry().kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void internalError500() throws IOException {
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.error(500, "InternalServiceError", "oops"), PICTURE)) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.failedAttempts()).hasSize(1);
      assertThat(call.failedAttempts().get(0).failure()).isInstanceOf(FusionServiceException.class);
      assertThat(ark.server.calls()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void htmlPage(int status) throws IOException {
    FusionException failure = onlyFailure(Answer.htmlPage(status));

    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.failure().httpStatus()).hasValue(status);
    assertThat(failure.failure().code()).isEmpty();
    assertThat(failure.getMessage()).doesNotContain("<html");
  }

  @Test
  void compressedErrorBody() throws IOException {
    FusionException failure =
        onlyFailure(Answer.compressedError(401, "AuthenticationError", "missing or invalid"));

    assertThat(failure).isInstanceOf(FusionAccessException.class);
    assertThat(failure.failure().code()).contains("AuthenticationError");
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
  void jsonWithoutError(String body) throws IOException {
    FusionException failure = onlyFailure(Answer.errorBody(400, body));

    assertThat(failure).isInstanceOf(FusionRequestException.class);
    assertThat(failure.failure().httpStatus()).hasValue(400);
  }

  @Test
  @Tag("slow")
  void aHugeErrorBodyIsNotKept() throws IOException {
    String long1 = "x".repeat(20_000_000);
    FusionException failure =
        onlyFailure(Answer.errorBody(400, ErrorJson.of("InvalidParameter", long1).toString()));

    assertThat(failure.getMessage()).hasSizeLessThan(20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {" Request id: 0217abc", ". Request ID: 0217abc", " request id:0217abc"})
  void requestIdFromTheMessage(String tail) throws IOException {
    Answer answer = Answer.withoutRequestId(400, ErrorJson.of("InvalidParameter", "no" + tail));

    assertThat(onlyFailure(answer).failure().serverRequestIds()).containsExactly("0217abc");
  }

  @Test
  void requestIdFromTheHeader() throws IOException {
    FusionException failure = onlyFailure(Answer.error(400, "InvalidParameter", "no"));

    assertThat(failure.failure().serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
    assertThat(failure.failure().clientRequestIds()).hasSize(1);
    assertThat(failure.getMessage())
        .contains(failure.failure().clientRequestIds().get(0), Answer.SERVER_REQUEST_ID, "400");
  }

  private FusionException onlyFailure(Answer answer) throws IOException {
    return ArkFixture.onlyFailure(folder, answer, base64Request());
  }

  /** What does not come may be an image, so what came is no refusal. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":{\"code\":\"InvalidParameter\",\"message\":\"no\"}", "{\"er"})
  @Timeout(60)
  void errorWhoseBodyDoesNotEnd(String start) throws IOException {
    HttpTimeouts timeouts = HttpTimeouts.DEFAULT.withBetweenBytes(Duration.ofMillis(500));
    try (ArkFixture ark =
        new ArkFixture(folder, Answer.drippingError(400, start))
            .with(http -> http.withTimeouts(timeouts))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionRequestException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(failure.failure().httpStatus()).hasValue(400);
      assertThat(ark.server.calls()).hasSize(1);
    }
  }
}
