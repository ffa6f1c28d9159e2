package io.github.maskloom.examples.studio.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends answers once they are complete, as fast as their readers take them and without a thread
 * that waits for those.
 *
 * @param timeout after which a reader that has not taken an answer is hung up on
 */
public record AnswerFilter(Duration timeout) implements Filter {
  @Override
  public void doFilter(ServletRequest any, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    StoredAnswer answer = new StoredAnswer((HttpServletResponse) response);
    boolean sent = false;
    try {
      chain.doFilter(request, answer);
      if (!request.isAsyncStarted() && !response.isCommitted()) {
        answer.complete(request);
        OutgoingBody.send(answer, request, response, timeout);
        sent = true;
      }
    } finally {
      if (!sent) {
        answer.close();
      }
    }
  }
}
