package io.github.maskloom.examples.studio.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sends answers once they are complete, as fast as their readers take them and without a thread
 * that waits for those.
 */
public final class AnswerFilter implements Filter {
  private final Supplier<Path> files;
  private final Duration timeout;

  /**
   * A filter.
   *
   * @param files names new files
   * @param timeout after which a reader that has not taken an answer is hung up on
   */
  public AnswerFilter(Supplier<Path> files, Duration timeout) {
    this.files = files;
    this.timeout = timeout;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try (StoredAnswer answer = new StoredAnswer((HttpServletResponse) response, files)) {
      chain.doFilter(request, answer);
      if (!request.isAsyncStarted() && answer.isToBeSent()) {
        boolean head = "HEAD".equals(((HttpServletRequest) request).getMethod());
        OutgoingBody.send(answer, head, request, response, timeout);
      }
    }
  }
}
