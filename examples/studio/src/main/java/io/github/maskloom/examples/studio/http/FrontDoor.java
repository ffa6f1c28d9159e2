package io.github.maskloom.examples.studio.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * What every request passes first, before Tomcat looks where it leads: security headers, and
 * whether its sender is meant. It also hangs up on those whom the studio has given up on.
 */
public final class FrontDoor extends ValveBase {
  /** What becomes of a connection. */
  private enum HangUp {
    /** What is left of the body is not read, so that it holds no thread. */
    AFTER_THE_ANSWER,
    /** Nothing more is sent either. */
    NOW
  }

  private static final String HANG_UP = FrontDoor.class.getName() + ".hangUp";

  private final Hosts hosts;

  /** Lets those in who ask under these names. */
  public FrontDoor(Hosts hosts) {
    super(true);
    this.hosts = hosts;
  }

  /** Has the connection closed after the answer, without reading the rest of the body. */
  public static void hangUpAfterTheAnswer(ServletRequest request) {
    request.setAttribute(HANG_UP, HangUp.AFTER_THE_ANSWER);
  }

  /** Has the connection closed once the request is dispatched. */
  public static void hangUpNow(ServletRequest request) {
    request.setAttribute(HANG_UP, HangUp.NOW);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getAttribute(HANG_UP) == HangUp.NOW) {
      request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
      return;
    }
    if (!response.isCommitted()) {
      SecurityHeaders.set(response);
    }
    Optional<Problem> refusal = hosts.refusal(request);
    if (refusal.isPresent()) {
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
