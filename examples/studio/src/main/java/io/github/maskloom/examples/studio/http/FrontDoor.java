package io.github.maskloom.examples.studio.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * What every request passes first, before Tomcat looks where it leads: security headers, and
 * whether its sender is meant. It also hangs up on those whom the studio has given up on.
 */
public final class FrontDoor extends ValveBase {
  /** What becomes of a connection. */
  enum HangUp {
    /** What is left of the body is not read, so that it holds no thread. */
    AFTER_THE_ANSWER,
    /** Nothing more is sent either. */
    NOW
  }

  private static final String HANG_UP = FrontDoor.class.getName() + ".hangUp";
  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'none'";

  private final Hosts hosts;
  private final Operator operator;

  /** Lets those in who ask under these names, and to what is the operator's the operator alone. */
  public FrontDoor(Hosts hosts, Operator operator) {
    super(true);
    this.hosts = hosts;
    this.operator = operator;
  }

  /** Tells browsers to run nothing but the studio's own page, and never to guess types. */
  static void secure(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** Has the connection closed as {@code when} says. */
  static void hangUp(ServletRequest request, HangUp when) {
    request.setAttribute(HANG_UP, when);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getAttribute(HANG_UP) == HangUp.NOW) {
      request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
      return;
    }
    if (!response.isCommitted()) {
      secure(response);
    }
    Optional<Problem> refusal = hosts.refusal(request).or(() -> operator.refusal(request));
    if (refusal.isPresent()) {
      // Whoever reads no answers is not sent another one.
      response.setHeader(HttpHeaders.CONNECTION, "close");
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
      refusal.get().writeTo(response);
      return;
    }
    getNext().invoke(request, response);
    if (request.getAttribute(HANG_UP) != null) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }
}
