package io.github.maskloom.examples.studio.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Who alone may see how the studio does, but for its health, and have the catalog read: whoever
 * knows the token. Without one it is whoever reaches a studio that listens on loopback alone.
 */
public final class Operator {
  private static final String RELOAD = "/api/furniture/reload";

  private final String token;
  private final boolean isLocal;
  private final String endpoints;

  /**
   * An operator.
   *
   * @param token that the operator sends; empty if there is none
   * @param isLocal whether the server listens on loopback alone
   * @param endpoints where Spring's endpoints are
   */
  public Operator(String token, boolean isLocal, String endpoints) {
    this.token = token;
    this.isLocal = isLocal;
    this.endpoints = endpoints;
  }

  /** Why a request is refused, if it is. */
  Optional<Problem> refusal(HttpServletRequest request) {
    if (isForAll(request) || isFromOperator(request)) {
      return Optional.empty();
    }
    return Optional.of(
        token.isEmpty()
            ? new Problem(
                HttpStatus.FORBIDDEN,
                "This is for the operator: set studio.operator.token, or server.address to"
                    + " 127.0.0.1.")
            : new Problem(
                    HttpStatus.UNAUTHORIZED,
                    "This is for the operator, who sends studio.operator.token as a bearer token.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
  }

  /** Asks for the path as Tomcat has decoded it, whatever was sent. */
  private boolean isForAll(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    String health = endpoints + "/health";
    return path.equals(health)
        || path.startsWith(health + "/")
        || !(path.startsWith(endpoints) || path.startsWith(RELOAD));
  }

  private boolean isFromOperator(HttpServletRequest request) {
    String given = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    return token.isEmpty()
        ? isLocal
        : MessageDigest.isEqual(given.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8));
  }
}
