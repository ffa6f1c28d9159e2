package io.github.maskloom.examples.guide;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what any controller throws. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(MaskloomException failure, Locale locale) {
    HttpStatusCode status = HttpStatusCode.valueOf(status(failure));
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (status.value() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(wait(failure).toSeconds()));
    }
    return answer.body(
        ProblemDetail.forStatusAndDetail(status, PeopleMessages.of(failure, locale)));
  }

  private static Duration wait(MaskloomException failure) {
    Optional<Duration> said =
        failure instanceof FusionException fusion ? fusion.retry().after() : Optional.empty();
    return said.orElse(USUAL_WAIT);
  }

  static int status(MaskloomException failure) {
    if (failure instanceof ImageLimitException) {
      return 413;
    }
    if (failure instanceof ImageException
        || failure instanceof FusionRequestException.EmptyMaskException
        || failure instanceof FusionContentException) {
      return 422;
    }
    if (failure instanceof FusionRequestException) {
      return 400;
    }
    if (failure instanceof MemoryBudgetException || failure instanceof FusionThrottledException) {
      return 503;
    }
    if (failure instanceof FusionServiceException || failure instanceof FusionTransportException) {
      return 502;
    }
    return failure instanceof CancelledException ? 504 : 500;
  }
}
