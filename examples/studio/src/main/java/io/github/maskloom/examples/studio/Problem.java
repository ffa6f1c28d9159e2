package io.github.maskloom.examples.studio;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that is no success, as a problem document (RFC 9457). */
final class Problem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private Problem(HttpStatus status, String type, String detail) {
    super(status, document(status, type, detail), null);
  }

  /**
   * A problem document.
   *
   * @param type last part of its URN, by which the page finds its words
   * @param detail what and why, for whoever programs against the API
   */
  static ProblemDetail document(HttpStatus status, String type, String detail) {
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
    document.setType(URI.create("urn:maskloom:problem:" + type));
    return document;
  }

  static Problem notFound(String what) {
    return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is no such " + what + ".");
  }

  static Problem tooLarge(long maxBytes) {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE, "too-large", "At most " + maxBytes + " bytes are taken.");
  }

  static Problem tooSlow(Duration timeout) {
    return new Problem(
        HttpStatus.REQUEST_TIMEOUT,
        "too-slow",
        "The body did not come within " + timeout.toSeconds() + " seconds.");
  }

  static Problem unsupported(List<String> accepted) {
    Problem problem =
        new Problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-type",
            "The bytes are none of " + String.join(", ", accepted) + ".");
    problem.getHeaders().setAccept(MediaType.parseMediaTypes(accepted));
    return problem;
  }

  static Problem unusable(String type, String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail);
  }

  static Problem conflict(String type, String detail) {
    return new Problem(HttpStatus.CONFLICT, type, detail);
  }
}
