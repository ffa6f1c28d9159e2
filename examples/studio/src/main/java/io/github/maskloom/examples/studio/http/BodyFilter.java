package io.github.maskloom.examples.studio.http;

import io.github.maskloom.examples.studio.http.FrontDoor.HangUp;
import io.github.maskloom.image.ImageSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Takes in the whole body of a request before anything else looks at it. No thread waits for its
 * bytes; they go to disk as they come, up to a size and a deadline that each body has.
 *
 * @param limits what bodies may be
 * @param files names new files
 * @param atWork as many permits as bodies may be worked on at a time
 */
public record BodyFilter(BodyLimits limits, Supplier<Path> files, Semaphore atWork)
    implements Filter {
  private static final String BODY = BodyFilter.class.getName() + ".body";

  /** The body of a request, for as long as that is worked on; no bytes if there is none. */
  public static ImageSource body(HttpServletRequest request) {
    return request.getAttribute(BODY) instanceof IncomingBody body
        ? ImageSource.of(body.file)
        : ImageSource.of(new byte[0]);
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    HttpServletResponse response = (HttpServletResponse) answer;
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (request.getAttribute(BODY) instanceof IncomingBody body) {
      workOn(body, request, response, chain);
    } else if (request.getDispatcherType() == DispatcherType.REQUEST && hasBody) {
      receive(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getContentLengthLong() > limits.readAtMost()) {
      FrontDoor.hangUp(request, HangUp.AFTER_THE_ANSWER);
      Problem.tooLarge(limits.of(request)).writeTo(response);
      return;
    }
    IncomingBody body =
        new IncomingBody(request.startAsync(request, response), limits, files.get());
    request.setAttribute(BODY, body);
    body.receive();
  }

  /** The threads that work on bodies are counted, so that some are left for everything else. */
  private void workOn(
      IncomingBody body, HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    if (body.refusal().isEmpty() && atWork.tryAcquire()) {
      try (body) {
        next.doFilter(request, response);
      } finally {
        request.removeAttribute(BODY);
        atWork.release();
      }
      return;
    }
    request.removeAttribute(BODY);
    body.close();
    body.refusal()
        .orElseGet(() -> Problem.overloaded("Too many requests are worked on."))
        .writeTo(response);
  }
}
