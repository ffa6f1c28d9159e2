package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The studio's refusals and Spring's as problem documents; the starter has the library's. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  /** Gives Spring's own the type of their status. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem && problem.getType() == null) {
      problem.setType(Problem.typeOf(status));
    }
    return super.createResponseEntity(body, headers, status, request);
  }
}
