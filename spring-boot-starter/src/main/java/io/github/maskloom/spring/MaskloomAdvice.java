package io.github.maskloom.spring;

import io.github.maskloom.errors.MaskloomException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers failures of every controller with a problem document, unless other advice does. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class MaskloomAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(MaskloomAdvice.class);
  private static final int FIRST_SERVER_ERROR = 500;

  /**
   * What people cannot mend is logged in the words for those who can. That there is too much to do
   * is not: metrics say so, and a log would make it more.
   */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(MaskloomException failure, Locale locale) {
    ProblemDetail problem = MaskloomProblems.of(failure, locale);
    Optional<Duration> retryAfter = MaskloomProblems.retryAfter(failure);
    if (problem.getStatus() >= FIRST_SERVER_ERROR && retryAfter.isEmpty()) {
      LOG.warn("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
    retryAfter.ifPresent(
        time ->
            answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, time.toSeconds()))));
    return answer.body(problem);
  }
}
