package io.github.maskloom.examples.studio.http;

import jakarta.servlet.AsyncContext;
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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Takes in the whole body of a request before anything else looks at it. No thread waits for its
 * bytes; they go to disk as they come, up to a size and a deadline that each body has.
 */
public final class BodyFilter implements Filter {
  private static final String BODY = BodyFilter.class.getName() + ".body";

  private final BodyLimits limits;
  private final Supplier<Path> files;
  private final IncomingBytes incoming;
  private final Semaphore atWork;

  /**
   * A filter.
   *
   * @param files names new files
   * @param maxIncomingBytes of all bodies that are not worked on yet
   * @param maxAtWork bodies that are worked on at a time
   */
  public BodyFilter(BodyLimits limits, Supplier<Path> files, long maxIncomingBytes, int maxAtWork) {
    this.limits = limits;
    this.files = files;
    incoming = new IncomingBytes(maxIncomingBytes);
    atWork = new Semaphore(maxAtWork);
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    HttpServletResponse response = (HttpServletResponse) answer;
    if (request.getAttribute(BODY) instanceof IncomingBody body) {
      request.removeAttribute(BODY);
      workOn(body, request, response, chain);
    } else if (request.getDispatcherType() == DispatcherType.REQUEST && hasBody(request)) {
      receive(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getContentLengthLong() > limits.readAtMost()) {
      FrontDoor.hangUpAfterTheAnswer(request);
      Problem.tooLarge(limits.of(request)).writeTo(response);
      return;
    }
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(limits.timeout().toMillis());
    IncomingBody body = new IncomingBody(context, limits, files.get(), incoming);
    request.setAttribute(BODY, body);
    body.receive();
  }

  /** The threads that work on bodies are counted, so that some are left for everything else. */
  private void workOn(
      IncomingBody body, HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    try (body) {
      Optional<Problem> refusal = body.refusal();
      if (refusal.isPresent()) {
        body.close();
        refusal.get().writeTo(response);
      } else if (!atWork.tryAcquire()) {
        body.close();
        Problem.overloaded("Too many requests are worked on.").writeTo(response);
      } else {
        try (ReceivedRequest received = new ReceivedRequest(request, body.file(), body.bytes())) {
          next.doFilter(received, response);
        } finally {
          atWork.release();
        }
      }
    }
  }
}
