package io.github.maskloom.examples.studio.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** An answer that is no success, as a problem document (RFC 9457) like those of the starter. */
public final class Problem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "5";
  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  /**
   * A problem.
   *
   * @param kind last part of its type, by which the page finds its words
   * @param detail what and why, for whoever programs against the API
   */
  public Problem(HttpStatus status, String kind, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    getBody().setType(type(kind));
  }

  /** A problem of which no more is known than its status. */
  public Problem(HttpStatus status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    getBody().setType(typeOf(status));
  }

  /** The type of what is refused, or fails, before anybody knows why. */
  public static URI typeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return type(
        known == null ? "internal" : known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static URI type(String kind) {
    return URI.create("urn:maskloom:problem:" + kind);
  }

  public static Problem badJson(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, "bad-json", detail);
  }

  public static Problem notFound(String what) {
    return new Problem(HttpStatus.NOT_FOUND, "There is no such " + what + ".");
  }

  /** What goes well later. */
  static Problem overloaded(String why) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "overloaded", why)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  /** Too many bytes; the members {@code limit} and {@code allowed} say so to programs. */
  static Problem tooLarge(long maxBytes) {
    return new Problem(
            HttpStatus.CONTENT_TOO_LARGE, "too-large", "At most " + maxBytes + " bytes are taken.")
        .with("limit", "maxInputBytes")
        .with("allowed", maxBytes);
  }

  /** The same problem, with one more member. */
  public Problem with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  /** The same problem, answered with one more header. */
  public Problem header(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  /** Answers with it where Spring does not do so. */
  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(getStatusCode().value());
    getHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] json = JSON.writeValueAsBytes(getBody());
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
