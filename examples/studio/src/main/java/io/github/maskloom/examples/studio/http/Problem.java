package io.github.maskloom.examples.studio.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that is no success, as a problem document (RFC 9457). */
public final class Problem extends ErrorResponseException {
  /** When to come back, where nothing says more. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private Problem(HttpStatus status, ProblemType type, String detail) {
    super(status, document(status, type, detail), null);
  }

  /**
   * A problem document.
   *
   * @param type by which the page finds its words
   * @param detail what and why, for whoever programs against the API
   */
  public static ProblemDetail document(HttpStatus status, ProblemType type, String detail) {
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
    document.setType(type.urn());
    return document;
  }

  /** The type of what is refused, or fails, before anybody knows why. */
  public static ProblemType typeOf(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> ProblemType.NOT_FOUND;
      case CONTENT_TOO_LARGE -> ProblemType.TOO_LARGE;
      default -> status.is4xxClientError() ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL;
    };
  }

  /** What there is to say of a status alone. */
  public static String reason(HttpStatus status) {
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

  /** Answers with it where Spring does not do so. */
  public void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(getStatusCode().value());
    getHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] json = json(getBody());
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private Problem with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  /** The document as Spring writes it, for where Spring does not. */
  public static byte[] json(ProblemDetail problem) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", String.valueOf(problem.getType()));
      json.writeStringField("title", problem.getTitle());
      json.writeNumberField("status", problem.getStatus());
      json.writeStringField("detail", problem.getDetail());
      Map<String, Object> more = problem.getProperties();
      if (more != null) {
        for (Map.Entry<String, Object> member : more.entrySet()) {
          json.writeObjectField(member.getKey(), member.getValue());
        }
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  public static Problem wrongHost() {
    return new Problem(
        HttpStatus.MISDIRECTED_REQUEST,
        ProblemType.WRONG_HOST,
        "The studio is not known under this name: studio.allowed-hosts says which are.");
  }

  public static Problem foreignOrigin() {
    return new Problem(
        HttpStatus.FORBIDDEN,
        ProblemType.FOREIGN_ORIGIN,
        "A page of another origin may not change anything here.");
  }

  public static Problem full(String what) {
    return new Problem(
        HttpStatus.INSUFFICIENT_STORAGE,
        ProblemType.STORAGE_FULL,
        "There is no room for more " + what + " until old ones are deleted.");
  }

  /** More than one visitor may keep; the member {@code allowed} says how many that is. */
  public static Problem visitorFull(String what, int most) {
    return new Problem(
            HttpStatus.INSUFFICIENT_STORAGE,
            ProblemType.VISITOR_FULL,
            "The limit of %s for one visitor is %d: delete some, or wait until they are old."
                .formatted(what, most))
        .with("allowed", most);
  }

  /** What people have no use for. */
  public static Problem operatorsOnly(boolean isTokenSet) {
    HttpStatus status = isTokenSet ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN;
    Problem problem =
        new Problem(
            status,
            typeOf(status),
            isTokenSet
                ? "This is for the operator, who sends studio.operator.token as a bearer token."
                : "This is for the operator: set studio.operator.token, or server.address to"
                    + " 127.0.0.1.");
    if (isTokenSet) {
      problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return problem;
  }

  public static Problem overloaded(String why) {
    Problem problem = new Problem(HttpStatus.TOO_MANY_REQUESTS, ProblemType.OVERLOADED, why);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
    return problem;
  }

  public static Problem notFound(String what) {
    return new Problem(
        HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND, "There is no such " + what + ".");
  }

  /** Too many bytes; the members {@code limit} and {@code allowed} say so to programs. */
  public static Problem tooLarge(long maxBytes) {
    return new Problem(
            HttpStatus.CONTENT_TOO_LARGE,
            ProblemType.TOO_LARGE,
            "At most " + maxBytes + " bytes are taken.")
        .with("limit", "maxInputBytes")
        .with("allowed", maxBytes);
  }

  /** A body that took too long; the member {@code allowed} says how many seconds it has. */
  public static Problem tooSlow(Duration timeout) {
    return new Problem(
            HttpStatus.REQUEST_TIMEOUT,
            ProblemType.TOO_SLOW,
            "The body did not come within " + timeout.toSeconds() + " seconds.")
        .with("allowed", timeout.toSeconds());
  }

  public static Problem unsupported(List<String> accepted) {
    Problem problem =
        new Problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.UNSUPPORTED_TYPE,
            "The bytes are none of " + String.join(", ", accepted) + ".");
    problem.getHeaders().setAccept(MediaType.parseMediaTypes(accepted));
    return problem;
  }

  public static Problem badRequest(ProblemType type, String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, type, detail);
  }

  public static Problem unusable(ProblemType type, String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail);
  }

  public static Problem conflict(ProblemType type, String detail) {
    return new Problem(HttpStatus.CONFLICT, type, detail);
  }
}
