package io.github.maskloom.spring;

import io.github.maskloom.errors.MaskloomException;
import java.util.Locale;
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
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(MaskloomException failure, Locale locale) {
    ProblemDetail problem = MaskloomProblems.of(failure, locale);
    MaskloomProblems.log(failure);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
    MaskloomProblems.retryAfter(failure)
        .map(time -> String.valueOf(Math.max(1, time.toSeconds())))
        .ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
    return answer.body(problem);
  }
}
