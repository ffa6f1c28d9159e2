package io.github.maskloom.examples.studio.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body while it comes, and until it is worked on. It is dispatched once it is there, too large or
 * too late. Threads: the container calls it by one at a time.
 */
final class IncomingBody implements ReadListener, AsyncListener, AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final AsyncContext context;
  private final HttpServletRequest request;
  private final BodyLimits limits;
  private final long maxBytes;
  private final Path file;
  private final IncomingBytes incoming;
  private final ServletInputStream in;
  private final OutputStream out;
  private long bytes;
  private long counted;
  private @Nullable Problem refusal;
  private boolean dispatched;

  /** Makes the file. */
  IncomingBody(AsyncContext context, BodyLimits limits, Path file, IncomingBytes incoming)
      throws IOException {
    this.context = context;
    request = (HttpServletRequest) context.getRequest();
    this.limits = limits;
    maxBytes = limits.of(request);
    this.file = file;
    this.incoming = incoming;
    in = request.getInputStream();
    out = Files.newOutputStream(file);
    if (request.getContentLengthLong() > maxBytes) {
      refusal = Problem.tooLarge(maxBytes);
    }
  }

  /** Begins, and returns at once. */
  void receive() {
    context.addListener(this);
    in.setReadListener(this);
  }

  /** Why the body is not worked on, if it is not. */
  Optional<Problem> refusal() {
    return Optional.ofNullable(refusal);
  }

  Path file() {
    return file;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (!dispatched && in.isReady() && !in.isFinished()) {
      int n = in.read(buffer);
      if (n > 0) {
        take(buffer, n);
      }
    }
  }

  private void take(byte[] buffer, int n) throws IOException {
    bytes += n;
    if (bytes > limits.readAtMost()) {
      giveUp(Problem.tooLarge(maxBytes));
    } else if (bytes > maxBytes) {
      refuse(Problem.tooLarge(maxBytes));
    } else if (refusal == null) {
      keep(buffer, n);
    }
  }

  private void keep(byte[] buffer, int n) throws IOException {
    if (!incoming.add(n)) {
      refuse(Problem.overloaded("Too much is being sent by others."));
      return;
    }
    counted += n;
    out.write(buffer, 0, n);
  }

  private void refuse(Problem why) {
    if (refusal == null) {
      refusal = why;
    }
  }

  private void giveUp(Problem why) throws IOException {
    refuse(why);
    FrontDoor.hangUpAfterTheAnswer(request);
    dispatch();
  }

  private void dispatch() throws IOException {
    if (!dispatched) {
      dispatched = true;
      out.close();
      context.dispatch();
    }
  }

  @Override
  public void onAllDataRead() throws IOException {
    dispatch();
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    giveUp(Problem.tooSlow(limits.timeout()));
  }

  @Override
  public void onError(Throwable failure) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
    context.complete(); // Nobody is there to be told.
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  /** Deletes the file. */
  @Override
  public void close() {
    incoming.remove(counted);
    counted = 0;
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      request.getServletContext().log("a body could not be deleted", e);
    }
  }
}
