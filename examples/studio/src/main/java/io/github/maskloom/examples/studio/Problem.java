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
    document.setType(urn(type));
    return document;
  }

  static URI urn(String type) {
    return URI.create("urn:maskloom:problem:" + type);
  }

  /** The type of what is refused, or fails, before anybody knows why. */
  static String typeOf(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "not-found";
      case CONTENT_TOO_LARGE -> "too-large";
      default -> status.is4xxClientError() ? "bad-request" : "internal";
    };
  }

  /** What there is to say of a status alone. */
  static String reason(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          "The request is no HTTP, or its path holds what no path of this API does.";
      case NOT_FOUND -> "There is nothing at this address.";
      case METHOD_NOT_ALLOWED -> "This method is not allowed.";
      default ->
          status.is4xxClientError()
              ? "The server refuses the request: " + status.getReasonPhrase() + "."
              : "The studio failed; its log says why.";
    };
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

  static Problem badRequest(String type, String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, type, detail);
  }

  static Problem unusable(String type, String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail);
  }

  static Problem conflict(String type, String detail) {
    return new Problem(HttpStatus.CONFLICT, type, detail);
  }
}
