package io.github.maskloom.examples.studio.http;

import io.github.maskloom.examples.studio.http.FrontDoor.HangUp;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way, which goes as fast as its reader takes it: a slow one costs no thread and
 * no memory. Threads: safe.
 */
public final class OutgoingBody extends Exchange implements WriteListener {
  private final Chunks chunks;
  private final ServletOutputStream out;
  private boolean unflushed;
  private boolean ended;

  /** What is sent; asked for more only once the reader has taken what there was before. */
  @FunctionalInterface
  public interface Chunks extends Closeable {
    /** What is next; null if there is nothing yet, and empty from the end on. */
    byte @Nullable [] next() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private OutgoingBody(
      Chunks chunks, ServletRequest request, ServletResponse response, Duration timeout)
      throws IOException {
    super(request.startAsync(request, response), timeout);
    this.chunks = chunks;
    out = response.getOutputStream();
  }

  /**
   * Begins to send an answer, and returns at once.
   *
   * @param timeout after which a reader that has not taken it is hung up on
   */
  public static OutgoingBody send(
      Chunks chunks, ServletRequest request, ServletResponse response, Duration timeout)
      throws IOException {
    OutgoingBody body = new OutgoingBody(chunks, request, response, timeout);
    body.out.setWriteListener(body);
    return body;
  }

  @Override
  public void onWritePossible() throws IOException {
    goOn();
  }

  /** Sends what there is, as far as the reader takes it now. */
  public synchronized void goOn() throws IOException {
    while (!ended && out.isReady()) {
      byte[] next = chunks.next();
      if (next != null && next.length > 0) {
        out.write(next);
        unflushed = true;
      } else if (unflushed) {
        out.flush();
        unflushed = false;
      } else if (next == null) {
        return;
      } else {
        end(); // Nothing is left that it would wait for.
      }
    }
  }

  /** Ends the answer where it is. */
  public synchronized void end() {
    if (!ended) {
      ended = true;
      context.complete();
    }
  }

  public synchronized boolean hasEnded() {
    return ended;
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    close();
    FrontDoor.hangUp(context.getRequest(), HangUp.NOW);
    context.dispatch();
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public synchronized void close() throws IOException {
    ended = true;
    chunks.close();
  }
}
