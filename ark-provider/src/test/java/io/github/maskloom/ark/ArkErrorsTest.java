package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArkErrorsTest {
  private static final String MISSING_CODE = "InvalidEndpointOrModel.NotFound";
  private static final String MISSING =
      "The model or endpoint x does not exist or you do not have access to it. Request id: 0217abc";

  private final CallErrors errors = errors(Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "400, InvalidParameter.OversizedImage, FusionRequestException, NEVER",
    "400, InvalidImageURL.EmptyURL, FusionRequestException, NEVER",
    "400, InvalidEndpoint.ClosedEndpoint, FusionAccessException, NEVER",
    "400, InputImageSensitiveContentDetected.PrivacyInformation, FusionContentException, NEVER",
    "400, OutputImageSensitiveContentDetected.DeepFake, FusionContentException, NEVER",
    "401, AuthenticationError, FusionAccessException, NEVER",
    "403, AccountOverdueError, FusionAccessException, NEVER",
    "404, ModelNotOpen, FusionAccessException, NEVER",
    "429, ModelAccountIpmRateLimitExceeded, FusionThrottledException, SAFE",
    "429, QuotaExceeded, FusionQuotaException, NEVER",
    "429, SetLimitExceeded, FusionQuotaException, NEVER",
    "500, InternalServiceError, FusionServiceException, SAFE"
  })
  void tellsKindsByTheirCode(int status, String code, String kind, RetryAdvice.Kind retry) {
    FusionException failure = answer(status, code, "no");

    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.retry().kind()).isEqualTo(retry);
    assertThat(failure.failure().code()).contains(code);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure).hasMessageContaining("the service says: no");
  }

  @Test
  void tellsKindsByTheStatusWhereThereIsNoCode() {
    assertThat(answer(404, "", "")).isInstanceOf(FusionAccessException.class);
    assertThat(answer(413, "", "")).isInstanceOf(FusionRequestException.class);
    assertThat(answer(429, "", "slow")).isInstanceOf(FusionThrottledException.class);
    assertThat(answer(502, "", "")).isInstanceOf(FusionServiceException.class);
    assertThat(answer(302, "", "")).isInstanceOf(FusionAccessException.class);
    assertThat(answer(400, "SomethingNew", "")).isInstanceOf(FusionRequestException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "504, ''",
    "504, ServerOverloaded",
    "503, ServerOverloaded",
    "408, RequestBurstTooFast",
    "409, InternalServiceError",
    "499, InternalServiceError",
    "500, InternalServiceErrors",
    "400, SomethingNew",
    "413, RequestTooLarge",
    "404, ''"
  })
  void knowsNothingOfWhatIsNotDocumentedAtTheStatus(int status, String code) {
    FusionException failure = answer(status, code, "no");

    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failure.retry().kind()).isNotEqualTo(RetryAdvice.Kind.SAFE);
  }

  @Test
  void namesTheSuccessorsOfAModelThatIsReportedRetired() {
    Optional<Retirement> reported = ArkModels.KNOWN.retirement("doubao-seedream-4-5-251128");

    FusionException failure = answer(errors(reported), 404, MISSING_CODE, MISSING);

    assertThat(failure).isInstanceOf(FusionAccessException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
    assertThat(failure)
        .hasMessageContaining("you do not have access to it")
        .hasMessageContaining(
            "the model is reported retired since 2026-11-24; in its place:"
                + " doubao-seedream-5-0-pro-260628, doubao-seedream-5-5-261028");
  }

  @Test
  void saysThatAnyModelThatIsNotFoundMayBeRetired() {
    assertThat(answer(404, MISSING_CODE, MISSING))
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("the model may be retired, or not be open to this key");
    assertThat(answer(404, "", "")).hasMessageNotContaining("retired");
    assertThat(answer(404, "ModelNotOpen", "")).hasMessageNotContaining("retired");
  }

  @Test
  void findsTheRequestIdInHeaderOrMessage() {
    String message = "no. Request ID: 0217abc";
    FusionException withoutHeader = answer(400, "InvalidParameter", message);
    errors.heard(400, name -> Optional.of("r-9"), Instant.EPOCH);
    FusionException withHeader =
        errors.ofError(new ServiceError("InvalidParameter", message), true);

    assertThat(withoutHeader.failure().serverRequestIds()).containsExactly("0217abc");
    assertThat(withHeader.failure().serverRequestIds()).containsExactly("r-9");
    assertThat(withHeader.failure().clientRequestIds()).containsExactly("c-1");
  }

  @Test
  void takesOverHowLongTheServiceAsksToWait() {
    errors.heard(429, name -> Optional.of("7"), Instant.EPOCH);

    FusionException failure = errors.ofError(new ServiceError("ServerOverloaded", ""), true);

    assertThat(failure.retry()).isEqualTo(RetryAdvice.safeAfter(Duration.ofSeconds(7)));
  }

  @Test
  void neverQuotesThePromptInAHostThatIsNotFound() {
    String host = "a-secret-prompt.example";
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), CallClock.SYSTEM);
    FusionTransportException failure =
        errors.lostImage(host, 0, 0, new UnknownHostException(host), deadline);

    assertThat(failure).hasMessageContaining("no connection to […],");
    assertThat(failure).hasStackTraceContaining("UnknownHostException");
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("secret");
  }

  @Test
  void neverQuotesThePrompt() {
    assertThat(answer(400, "X", "bad: a secret prompt")).hasMessageNotContaining("secret");
  }

  @Test
  void advisesNothingSafeForWorkThatWasDone() {
    ServiceError error = new ServiceError("InternalServiceError", "");
    errors.heard(500, name -> Optional.empty(), Instant.EPOCH);

    assertThat(errors.ofError(error, true).retry().kind()).isEqualTo(RetryAdvice.Kind.SAFE);
    errors.announce();
    assertThat(errors.ofError(error, true).retry().kind())
        .isEqualTo(RetryAdvice.Kind.MAY_BILL_TWICE);
  }

  @Test
  void tellsSilenceFromDistrust() {
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), CallClock.SYSTEM);
    FusionException silence =
        errors.unanswered(new SocketTimeoutException("timeout"), Delivery.UNKNOWN, deadline);
    IOException distrust = new SSLHandshakeException("no");
    distrust.initCause(new CertificateException("unknown authority"));

    assertThat(silence.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(errors.unanswered(distrust, Delivery.NOT_SENT, deadline).retry())
        .isEqualTo(RetryAdvice.NEVER);
  }

  @Test
  void knowsKindsForEveryExceptionThatItMakes() {
    assertThat(answer(429, "QuotaExceeded", "")).isInstanceOf(FusionQuotaException.class);
    assertThat(answer(400, "SensitiveContentDetected.Violence", ""))
        .isInstanceOf(FusionContentException.class);
  }

  private static CallErrors errors(Optional<Retirement> retirement) {
    SafeText safeText = new SafeText(List.of("a secret prompt"));
    return new CallErrors(ArkFixture.PROFILE, safeText, "c-1", retirement);
  }

  private FusionException answer(int status, String code, String message) {
    return answer(errors, status, code, message);
  }

  private static FusionException answer(
      CallErrors errors, int status, String code, String message) {
    errors.heard(status, name -> Optional.empty(), Instant.EPOCH);
    return errors.ofError(new ServiceError(code, message), true);
  }
}
