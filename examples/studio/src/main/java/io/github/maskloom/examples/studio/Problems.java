package io.github.maskloom.examples.studio;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.examples.studio.http.Problem;
import io.github.maskloom.examples.studio.http.ProblemType;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.RetryAdvice;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** Turns what the library throws into problem documents that say what and why. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  /** A query of which a part is no number, or is otherwise none. */
  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String fields =
        e.getFieldErrors().stream()
            .map(field -> "\"" + field.getField() + "\"")
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return answer(
        Problem.document(
            HttpStatus.BAD_REQUEST,
            ProblemType.BAD_REQUEST,
            "The value of " + fields + " is not valid."));
  }

  /** A body that is no JSON, or not the JSON that is wanted. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return answer(problem.getBody());
      }
    }
    return answer(Problem.document(HttpStatus.BAD_REQUEST, ProblemType.BAD_JSON, whatIsWrong(e)));
  }

  /** Where it is wrong, and how; what Jackson says may quote the body, so it is not said. */
  private static String whatIsWrong(HttpMessageNotReadableException e) {
    if (!(e.getCause() instanceof JacksonException json)) {
      return "The body is empty, or cannot be read.";
    }
    String what =
        json instanceof StreamReadException ? "is not JSON" : "is JSON, but not what is wanted";
    TokenStreamLocation at = json.getLocation();
    return at == null
        ? "The body " + what + "."
        : "The body %s: look at line %d, column %d."
            .formatted(what, at.getLineNr(), at.getColumnNr());
  }

  private static ResponseEntity<Object> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }

  /** An image that asks for too much: 413 for its bytes, 422 for what they claim to hold. */
  @ExceptionHandler
  ProblemDetail tooMuch(ImageLimitException e) {
    HttpStatus status =
        e.limit().equals("maxInputBytes")
            ? HttpStatus.CONTENT_TOO_LARGE
            : HttpStatus.UNPROCESSABLE_CONTENT;
    ProblemDetail problem = Problem.document(status, ProblemType.TOO_LARGE, message(e));
    problem.setProperty("limit", e.limit());
    problem.setProperty("asked", e.asked());
    problem.setProperty("allowed", e.allowed());
    return problem;
  }

  /** A mask that hides the whole photo; most are black and white. */
  @ExceptionHandler
  ProblemDetail opaque(OpaqueMaskException e) {
    String what = e.hasAlpha() ? "Every pixel of the mask is opaque" : "The mask has no alpha";
    return Problem.document(
        HttpStatus.UNPROCESSABLE_CONTENT,
        ProblemType.OPAQUE_MASK,
        what
            + ", so it would hide the whole photo: strokes are painted on a transparent canvas."
            + " With ?everywhere=true it is taken all the same.");
  }

  /** A mask that was drawn over another photo, or over this one as it was turned. */
  @ExceptionHandler
  ProblemDetail unfit(SizeMismatchException e) {
    return Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.BAD_PICTURE, message(e));
  }

  @ExceptionHandler
  ProblemDetail broken(ImageFormatException e) {
    ProblemDetail problem =
        Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.BAD_PICTURE, message(e));
    problem.setProperty("format", e.format());
    return problem;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(FusionThrottledException e) {
    return comeBack(e.retry(), e);
  }

  /** No memory now, or, for an image that would need more than there is in all, ever. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(MemoryBudgetException e) {
    return e.fitsLater()
        ? comeBack(RetryAdvice.SAFE, e)
        : ResponseEntity.of(
                Problem.document(
                    HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.TOO_LARGE, message(e)))
            .build();
  }

  private static ResponseEntity<ProblemDetail> comeBack(RetryAdvice advice, RuntimeException e) {
    long seconds = advice.after().orElse(Problem.RETRY_AFTER).toSeconds();
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds)))
        .body(Problem.document(HttpStatus.TOO_MANY_REQUESTS, ProblemType.OVERLOADED, message(e)));
  }

  private static String message(RuntimeException e) {
    return PeopleMessages.of(e, LocaleContextHolder.getLocale());
  }

  @ExceptionHandler
  ProblemDetail impossible(FusionRequestException e) {
    return Problem.document(HttpStatus.UNPROCESSABLE_CONTENT, ProblemType.BAD_REQUEST, message(e));
  }

  /** The type of problem that a failed call is. */
  static ProblemType typeOf(Throwable failure) {
    if (failure instanceof FusionContentException) {
      return ProblemType.CONTENT_REFUSED;
    } else if (failure instanceof FusionThrottledException) {
      return ProblemType.OVERLOADED;
    } else if (failure instanceof FusionAccessException
        || failure instanceof FusionQuotaException) {
      return ProblemType.SERVICE_ACCOUNT;
    } else if (failure instanceof FusionException) {
      return ProblemType.SERVICE_DOWN;
    } else if (failure instanceof ImageException) {
      return ProblemType.BAD_PICTURE;
    }
    return ProblemType.INTERNAL;
  }
}
