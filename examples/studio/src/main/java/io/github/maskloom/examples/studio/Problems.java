package io.github.maskloom.examples.studio;

import io.github.maskloom.errors.FusionAccessException;
import io.github.maskloom.errors.FusionContentException;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionQuotaException;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.errors.FusionThrottledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.RetryAdvice;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what the library throws into problem documents that say what and why. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A picture that asks for too much: 413 for its bytes, 422 for what they claim to hold. */
  @ExceptionHandler
  ProblemDetail tooMuch(ImageLimitException e) {
    HttpStatus status =
        e.limit().equals("maxInputBytes")
            ? HttpStatus.CONTENT_TOO_LARGE
            : HttpStatus.UNPROCESSABLE_CONTENT;
    ProblemDetail problem = Problem.document(status, "too-large", message(e));
    problem.setProperty("limit", e.limit());
    problem.setProperty("asked", e.asked());
    problem.setProperty("allowed", e.allowed());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail broken(ImageFormatException e) {
    ProblemDetail problem =
        Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, "bad-picture", message(e));
    problem.setProperty("format", e.format());
    return problem;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(FusionThrottledException e) {
    return comeBack(e.retry(), e);
  }

  /** No memory now, or, for a picture that would need more than there is in all, ever. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(MemoryBudgetException e) {
    return e.retry().kind() == RetryAdvice.Kind.NEVER
        ? ResponseEntity.of(
                Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, "too-large", message(e)))
            .build()
        : comeBack(e.retry(), e);
  }

  private static ResponseEntity<ProblemDetail> comeBack(RetryAdvice advice, RuntimeException e) {
    long seconds = advice.after().orElse(RETRY_AFTER).toSeconds();
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds)))
        .body(Problem.document(HttpStatus.TOO_MANY_REQUESTS, "overloaded", message(e)));
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail impossible(FusionRequestException e) {
    return Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, "bad-request", message(e));
  }

  /** The type of problem that a failed call is. */
  static String typeOf(Throwable failure) {
    if (failure instanceof FusionContentException) {
      return "content-refused";
    } else if (failure instanceof FusionThrottledException) {
      return "overloaded";
    } else if (failure instanceof FusionAccessException
        || failure instanceof FusionQuotaException) {
      return "service-account";
    } else if (failure instanceof FusionException) {
      return "service-down";
    } else if (failure instanceof ImageException) {
      return "bad-picture";
    }
    return "internal";
  }
}
