package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceError;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means for the bill, and what is told of it. */
class CallErrorsTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
  private static final String SECRET = "a very private prompt";
  private static final ServiceError REFUSED = new ServiceError("Improper", "not this");
  private static final ServiceError BUSY = new ServiceError("Busy", "later");

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_CODES
          .documentedRefusal(400, Kind.CONTENT, RetryAdvice.NEVER, "Improper")
          .documentedRefusal(429, Kind.THROTTLED, RetryAdvice.SAFE, "Busy")
          .documentedRefusal(400, Kind.REQUEST, RetryAdvice.NEVER, "Malformed")
          .documentedRefusal(400, Kind.ACCESS, RetryAdvice.NEVER, "NoModel")
          .documentedRefusal(400, Kind.QUOTA, RetryAdvice.NEVER, "Spent")
          .documentedRefusal(400, Kind.SERVICE, RetryAdvice.SAFE, "Down")
          .alsoInsideAnswers()
          .missingModel(refusal -> refusal.error().code().equals("NoModel"));

  private final CallErrors errors = errors(Optional.empty());

  private static CallErrors errors(Optional<Retirement> retirement) {
    ServiceProfile profile = new ServiceProfile("mine", DOCUMENTED, AnswerRules.JSON);
    return new CallErrors(profile, new SafeText(List.of(SECRET)), "client-1", retirement);
  }

  private CallErrors heard(int status, Map<String, String> headers) {
    errors.heard(status, name -> Optional.ofNullable(headers.get(name)), NOW);
    return errors;
  }

  private CallErrors heard(int status) {
    return heard(status, Map.of());
  }

  private static void assertFailed(
      FusionException failure, Delivery delivery, RetryAdvice.Kind advice) {
    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure.retry().kind()).isEqualTo(advice);
    assertThat(failure.failure().provider()).isEqualTo("mine");
    assertThat(failure.failure().clientRequestIds()).containsExactly("client-1");
  }

  /** What was known when the service named a code, and what that makes of it. */
  @ParameterizedTest
  @CsvSource({
    "400, Improper, true, '', REJECTED, NEVER",
    "400, Improper, false, '', UNKNOWN, NEVER",
    "200, Improper, false, '', REJECTED, NEVER",
    "200, Strange, true, '', ACCEPTED, MAY_BILL_TWICE",
    "204, Strange, true, '', ACCEPTED, MAY_BILL_TWICE",
    "300, Strange, true, '', UNKNOWN, NEVER",
    "429, Busy, true, '', REJECTED, SAFE",
    "429, Busy, false, '', UNKNOWN, MAY_BILL_TWICE",
    "500, Busy, true, '', UNKNOWN, MAY_BILL_TWICE",
    "200, Improper, true, announced, ACCEPTED, MAY_BILL_TWICE",
    "400, Improper, true, announced, ACCEPTED, MAY_BILL_TWICE",
    "500, Strange, true, announced, ACCEPTED, MAY_BILL_TWICE",
    "200, Improper, true, queued, REJECTED, NEVER",
    "200, Strange, true, queued, UNKNOWN, MAY_BILL_TWICE",
    "400, Improper, true, job, ACCEPTED, MAY_BILL_TWICE",
    "404, Strange, true, job, ACCEPTED, NEVER"
  })
  void aCodeMeansWhatTheAnswerAroundItAllows(
      int status,
      String code,
      boolean whole,
      String known,
      Delivery delivery,
      RetryAdvice.Kind advice) {
    tell(known);
    FusionException failure = heard(status).ofError(new ServiceError(code, "no"), whole);

    assertFailed(failure, delivery, advice);
    assertThat(failure.failure().code()).contains(code);
    assertThat(failure.failure().httpStatus()).hasValue(status);
    assertThat(failure.mayBeBilled()).isEqualTo(delivery.compareTo(Delivery.UNKNOWN) >= 0);
  }

  private void tell(String known) {
    switch (known) {
      case "announced" -> errors.announce();
      case "queued" -> assertThat(errors.ofQueue()).isSameAs(errors);
      case "job" -> assertThat(errors.ofJob()).isSameAs(errors);
      default -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Malformed, FusionRequestException",
    "NoModel, FusionAccessException",
    "Improper, FusionContentException",
    "Spent, FusionQuotaException",
    "Down, FusionServiceException"
  })
  void theKindOfACodeIsTheKindOfItsFailure(String code, String type) {
    assertThat(heard(400).ofError(new ServiceError(code, "no"), true).getClass().getSimpleName())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false, false",
    "200, true, false, true",
    "299, true, false, true",
    "300, true, true, false",
    "199, true, true, false"
  })
  void aStatusOfSuccessMeansThatTheWorkIsDone(
      int status, boolean answered, boolean failed, boolean accepted) {
    heard(status);

    assertThat(errors.isAnswered()).isEqualTo(answered);
    assertThat(errors.isFailure()).isEqualTo(failed);
    assertThat(errors.isAccepted()).isEqualTo(accepted);
  }

  @Test
  void aRequestThatIsQueuedIsAcceptedOnceAnImageIsAnnounced() {
    heard(200).ofQueue();
    assertThat(errors.isAccepted()).isFalse();

    errors.announce();

    assertThat(errors.isAccepted()).isTrue();
  }

  /** An answer that breaks off, or makes no sense. */
  @ParameterizedTest
  @CsvSource({
    "0, '', UNKNOWN, MAY_BILL_TWICE",
    "200, '', ACCEPTED, MAY_BILL_TWICE",
    "200, queued, UNKNOWN, MAY_BILL_TWICE",
    "400, '', UNKNOWN, NEVER",
    "500, '', UNKNOWN, MAY_BILL_TWICE",
    "400, announced, ACCEPTED, MAY_BILL_TWICE",
    "200, job, ACCEPTED, MAY_BILL_TWICE",
    "400, job, ACCEPTED, NEVER"
  })
  void anAnswerThatMakesNoSenseIsBilledAsFarAsItSays(
      int status, String known, Delivery delivery, RetryAdvice.Kind advice) {
    tell(known);

    assertFailed(heard(status).broken("nonsense"), delivery, advice);
  }

  @Test
  void aServiceThatDoesTheWorkIsToBlameForABrokenAnswer() {
    assertThat(heard(200).broken("nonsense"))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageStartingWith("nonsense");
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, Busy, FusionThrottledException, SAFE",
    "REJECTED, Strange, FusionServiceException, NEVER",
    "ACCEPTED, Busy, FusionThrottledException, MAY_BILL_TWICE",
    "ACCEPTED, Strange, FusionServiceException, MAY_BILL_TWICE"
  })
  void aJobThatHasEndedCostsWhatItsStateSays(
      Delivery delivery, String code, String type, RetryAdvice.Kind advice) {
    JobRules.Ended ended = new JobRules.Ended(Kind.SERVICE, delivery, ProviderJob.End.FAILED);
    FusionException failure = errors.ended(ended, new ServiceError(code, "no"), "it failed");

    assertFailed(failure, delivery, advice);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.reason()).isEqualTo("it failed; the service says: no");
    assertThat(failure.failure().code()).contains(code);
    assertThat(errors.ended(ended, ServiceError.NONE, "it failed").reason()).isEqualTo("it failed");
    assertThat(errors.ended(ended, ServiceError.NONE, "it failed").failure().code()).isEmpty();
  }

  @Test
  void anImageThatCannotBeWrittenHereIsPaid() {
    IOException full = new IOException("disk full");

    FusionException failure = heard(200).unkept(full);

    assertFailed(failure, Delivery.ACCEPTED, RetryAdvice.Kind.MAY_BILL_TWICE);
    assertThat(failure).hasCause(full);
  }

  @Test
  void aRefusalSaysHowLongToWaitUnlessItIsInVain() {
    Map<String, String> wait = Map.of("Retry-After", "17");

    assertThat(heard(429, wait).retryAfter()).contains(Duration.ofSeconds(17));
    assertThat(errors.ofError(BUSY, true).retry().after()).contains(Duration.ofSeconds(17));
    assertThat(heard(400, wait).ofError(REFUSED, true).retry().after()).isEmpty();
  }

  @Test
  void theIdOfTheHeaderCountsBeforeThatOfTheBodyAndOfTheWords() {
    ServiceError naming = new ServiceError("Improper", "no (request id: words-1)");
    errors.identify(SECRET);
    assertThat(errors.serverRequestId()).isEmpty();
    heard(400, Map.of("x-request-id", ""));
    assertThat(errors.ofError(naming, true).failure().serverRequestIds())
        .containsExactly("words-1");

    errors.identify("body-1");
    assertThat(errors.ofError(naming, true).failure().serverRequestIds()).containsExactly("body-1");

    heard(400, Map.of("x-request-id", "head-1"));
    errors.identify("body-2");
    assertThat(errors.serverRequestId()).contains("head-1");
    assertThat(errors.ofError(naming, true).failure().serverRequestIds()).containsExactly("head-1");
  }

  @Test
  void aTypeStandsForACodeThatIsMissing() {
    ServiceError typed = new ServiceError("", "Improper", "no", "");

    assertThat(heard(400).ofError(typed, true).failure().code()).contains("Improper");
    assertThat(errors.ofError(ServiceError.NONE, true).failure().code()).isEmpty();
  }

  @Test
  void aCodeThatIsDocumentedIsShownThoughItIsAWordOfThePrompt() {
    ServiceProfile profile = new ServiceProfile("mine", DOCUMENTED, AnswerRules.JSON);
    SafeText prompt = new SafeText(List.of("Improper Malformed"));
    CallErrors quoting = new CallErrors(profile, prompt, "client-1", Optional.empty());
    quoting.heard(400, name -> Optional.empty(), NOW);

    assertThat(quoting.ofError(REFUSED, true).failure().code()).contains("Improper");
  }

  @Test
  void whatTheServiceSaysIsToldWithoutSecrets() {
    assertThat(heard(400).ofError(REFUSED, true).reason()).isEqualTo("the service says: not this");
    assertThat(errors.ofError(new ServiceError("Improper", SECRET), true).reason())
        .startsWith("the service says: ")
        .doesNotContain(SECRET);
    assertThat(errors.ofError(new ServiceError("Improper", ""), true).reason())
        .isEqualTo("the service gives no reason but its code");
    assertThat(errors.name("host.test")).isEqualTo("host.test");
    assertThat(errors.profile().provider()).isEqualTo("mine");
  }

  @Test
  void aModelThatIsMissingMayBeRetired() {
    ServiceError missing = new ServiceError("NoModel", "none");
    Retirement reported = new Retirement(LocalDate.parse("2026-11-24"), List.of("next"));
    CallErrors retired = errors(Optional.of(reported));
    retired.heard(400, name -> Optional.empty(), NOW);

    assertThat(heard(400).ofError(missing, true).reason())
        .endsWith("none; the model may be retired, or not be open to this key");
    assertThat(retired.ofError(missing, true).reason())
        .endsWith("none; the model is reported retired " + reported);
  }

  @ParameterizedTest
  @CsvSource({
    "404, 'text/html; charset=utf-8', 12, 'no such address', 'text/html, 12 bytes'",
    "413, text/plain, 0, 'too large', 'text/plain, 0 bytes'",
    "302, application/json, 9999999999999999999, elsewhere, 'application/json, 9999999999999999999"
        + " b'",
    "500, image/png, 99999999999999999999, 'not how the service', 'media type, an unknown number of"
        + " b'",
    "500, '', 1e3, 'not how the service', 'of another media type, an unknown number of bytes'"
  })
  void anAnswerOfWhichNothingIsQuotedIsOutlined(
      int status, String type, String length, String what, String outline) {
    Map<String, String> headers = Map.of("Content-Type", type, "Content-Length", length);

    assertThat(heard(status, headers).ofError(ServiceError.NONE, true).reason())
        .contains(what, outline);
  }
}
