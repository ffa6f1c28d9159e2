package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class MaskloomProblemsTest {
  private static final String SECRET = "sk-secret and a prompt";
  private static final Failure FAILURE =
      Failure.notSent("ark")
          .withDelivery(Delivery.UNKNOWN)
          .withCode("Overloaded")
          .withRequestIds(List.of("mine"), List.of("theirs"));

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ImageLimitException("maxPixels", 9, 4), 413, "image-limit"),
        Arguments.of(ImageFormatException.at("png", "IHDR", 0, SECRET), 422, "image-format"),
        Arguments.of(MemoryBudgetException.taken(9, 4), 503, "memory-budget"),
        Arguments.of(MemoryBudgetException.tooLarge(9, 4), 413, "memory-budget"),
        Arguments.of(
            new FusionRequestException.EmptyMaskException(SECRET, FAILURE), 422, "empty-mask"),
        Arguments.of(new FusionRequestException(SECRET, FAILURE), 400, "fusion-request"),
        Arguments.of(new FusionContentException(SECRET, FAILURE), 422, "fusion-content"),
        Arguments.of(new FusionThrottledException(SECRET, FAILURE), 503, "fusion-throttled"),
        Arguments.of(new FusionServiceException(SECRET, FAILURE), 502, "fusion-service"),
        Arguments.of(new FusionTransportException(SECRET, FAILURE), 502, "fusion-transport"),
        Arguments.of(new FusionAccessException(SECRET, FAILURE), 500, "fusion-access"),
        Arguments.of(new FusionQuotaException(SECRET, FAILURE), 500, "fusion-quota"),
        Arguments.of(
            new FusionClient.ProviderNotFoundException("x", List.of(), SECRET),
            500,
            "provider-not-found"),
        Arguments.of(new CancelledException(SECRET), 504, "cancelled"),
        Arguments.of(new CancelledCallException(SECRET, Delivery.ACCEPTED), 504, "cancelled-call"));
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void whatOnlyDevelopersCanMendIsLogged(CapturedOutput output) {
    MaskloomAdvice advice = new MaskloomAdvice();
    advice.answer(new FusionRequestException("1 reference, at most 0", FAILURE), Locale.ENGLISH);
    advice.answer(new FusionAccessException("no key", FAILURE), Locale.ENGLISH);
    advice.answer(new FusionContentException("moderated", FAILURE), Locale.ENGLISH);
    advice.answer(new FusionThrottledException("full", FAILURE), Locale.ENGLISH);

    assertThat(output)
        .contains("FusionRequestException: 1 reference, at most 0", "FusionAccessException: no key")
        .doesNotContain("moderated", "full");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyKindOfFailureHasItsStatusAndWordsForPeople(
      MaskloomException failure, int status, String kind) {
    ResponseEntity<ProblemDetail> answer = new MaskloomAdvice().answer(failure, Locale.ENGLISH);

    ProblemDetail problem = Objects.requireNonNull(answer.getBody());
    assertThat(answer.getStatusCode().value()).isEqualTo(status);
    assertThat(problem.getStatus()).isEqualTo(status);
    assertThat(problem.getType()).hasToString("urn:maskloom:problem:" + kind);
    assertThat(problem.toString()).doesNotContain("secret");
    assertThat(answer.getHeaders().getFirst("Retry-After") != null).isEqualTo(status == 503);
  }

  @Test
  void aFailedFusionSaysWhatItMayHaveCostAndItsIds() {
    ProblemDetail problem =
        MaskloomProblems.of(
            new CompletionException(new FusionServiceException(SECRET, FAILURE)), Locale.CHINESE);

    assertThat(problem.getDetail()).contains("服务");
    assertThat(problem.getProperties())
        .containsEntry("provider", "ark")
        .containsEntry("delivery", "unknown")
        .containsEntry("mayBeBilled", true)
        .containsEntry("retry", "never")
        .containsEntry("code", "Overloaded")
        .containsEntry("clientRequestIds", List.of("mine"))
        .containsEntry("serverRequestIds", List.of("theirs"));
  }

  @Test
  void whatFuturesFailWithIsTakenOffHoweverDeep() {
    Throwable wrapped =
        new CompletionException(
            new ExecutionException(
                new CompletionException(new ImageLimitException("maxPixels", 9, 4))));

    ProblemDetail problem = MaskloomProblems.of(wrapped, Locale.ENGLISH);

    assertThat(problem.getStatus()).isEqualTo(413);
    assertThat(problem.getType()).hasToString("urn:maskloom:problem:image-limit");
  }

  @Test
  void aLimitSaysWhatWasAskedAndWhatIsAllowed() {
    assertThat(
            MaskloomProblems.of(new ImageLimitException("maxPixels", 9, 4), Locale.ENGLISH)
                .getProperties())
        .containsEntry("limit", "maxPixels")
        .containsEntry("asked", 9L)
        .containsEntry("allowed", 4L);
  }

  @Test
  void aBrokenImageSaysItsFormat() {
    assertThat(
            MaskloomProblems.of(ImageFormatException.at("png", "IHDR", 0, SECRET), Locale.ENGLISH)
                .getProperties())
        .containsEntry("format", "png");
  }

  @Test
  void aServiceThatSaysWhenItIsFreeIsBelieved() {
    FusionThrottledException busy =
        new FusionThrottledException(
            "busy", FAILURE.withRetry(RetryAdvice.safeAfter(Duration.ofSeconds(42))));

    assertThat(
            new MaskloomAdvice().answer(busy, Locale.ENGLISH).getHeaders().getFirst("Retry-After"))
        .isEqualTo("42");
  }

  @Test
  void whatIsNotOfMaskloomIsAnInternalError() {
    assertThat(MaskloomProblems.of(new IOException(SECRET), Locale.ENGLISH).getStatus())
        .isEqualTo(500);
  }
}
