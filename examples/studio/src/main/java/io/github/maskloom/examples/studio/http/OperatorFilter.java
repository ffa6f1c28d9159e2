package io.github.maskloom.examples.studio.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Lets only its operator see how the studio does, but for its health, and have the catalog read.
 * The operator is who knows the token. Without one it is whoever reaches a studio that listens on
 * loopback alone.
 */
public final class OperatorFilter implements Filter {
  private static final String RELOAD = "/api/furniture/reload";

  private final String token;
  private final boolean isLocal;
  private final String endpoints;

  /**
   * A filter.
   *
   * @param token of the operator; empty if there is none
   * @param isLocal whether the server listens on loopback alone
   * @param endpoints where Spring's endpoints are
   */
  public OperatorFilter(String token, boolean isLocal, String endpoints) {
    this.token = token;
    this.isLocal = isLocal;
    this.endpoints = endpoints;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    if (isForAll(request) || isOperator(request)) {
      chain.doFilter(request, answer);
    } else {
      refusal().writeTo((HttpServletResponse) answer);
    }
  }

  private Problem refusal() {
    return token.isEmpty()
        ? new Problem(
            HttpStatus.FORBIDDEN,
            "This is for the operator: set studio.operator.token, or server.address to 127.0.0.1.")
        : new Problem(
                HttpStatus.UNAUTHORIZED,
                "This is for the operator, who sends studio.operator.token as a bearer token.")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  /** Asks for the path as Tomcat has decoded it, whatever was sent. */
  private boolean isForAll(HttpServletRequest request) {
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    String health = endpoints + "/health";
    return path.equals(health)
        || path.startsWith(health + "/")
        || !(path.startsWith(endpoints) || path.startsWith(RELOAD));
  }

  private boolean isOperator(HttpServletRequest request) {
    String given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    return token.isEmpty()
        ? isLocal
        : MessageDigest.isEqual(given.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8));
  }
}
