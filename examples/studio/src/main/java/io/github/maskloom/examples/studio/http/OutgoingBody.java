package io.github.maskloom.examples.studio.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A complete answer on its way. Threads: the container calls it by one at a time. */
final class OutgoingBody implements WriteListener, AsyncListener {
  private static final int BUFFER_BYTES = 8 * 1024;

  private final AsyncContext context;
  private final InputStream in;
  private final ServletOutputStream out;
  private boolean flushed;

  private OutgoingBody(AsyncContext context, InputStream in) throws IOException {
    this.context = context;
    this.in = in;
    out = context.getResponse().getOutputStream();
  }

  /**
   * Begins to send an answer, and returns at once.
   *
   * @param head whether only its head is sent
   * @param timeout after which a reader that has not taken it is hung up on
   */
  static void send(
      StoredAnswer answer,
      boolean head,
      ServletRequest request,
      ServletResponse response,
      Duration timeout)
      throws IOException {
    InputStream in = answer.open();
    if (!head || answer.bytes() > 0) {
      response.setContentLengthLong(answer.bytes());
    }
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(timeout.toMillis());
    OutgoingBody body = new OutgoingBody(context, head ? InputStream.nullInputStream() : in);
    context.addListener(body);
    body.out.setWriteListener(body);
    if (head) {
      in.close();
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (out.isReady()) {
      if (flushed) {
        context.complete(); // Nothing is left that it would wait for.
        return;
      }
      int n = in.read(buffer);
      if (n >= 0) {
        out.write(buffer, 0, n);
      } else {
        out.flush();
        flushed = true;
      }
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    in.close();
    FrontDoor.hangUpNow(context.getRequest());
    context.dispatch();
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onError(AsyncEvent event) throws IOException {
    in.close();
    context.complete(); // Nobody is there to be told.
  }

  @Override
  public void onComplete(AsyncEvent event) throws IOException {
    in.close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
