package io.github.maskloom.examples.studio.http;

import io.github.maskloom.examples.studio.http.FrontDoor.HangUp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A body while it comes, and until it is worked on. It is dispatched once it is there, too large or
 * too late. Threads: the container calls it by one at a time.
 */
final class IncomingBody extends Exchange implements ReadListener {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final HttpServletRequest request;
  private final BodyLimits limits;
  private final long maxBytes;
  final Path file;
  private final ServletInputStream in;
  private final OutputStream out;
  private long bytes;
  private long counted;
  private @Nullable Problem refusal;
  private boolean dispatched;

  /** Makes the file. */
  IncomingBody(AsyncContext context, BodyLimits limits, Path file) throws IOException {
    super(context, limits.timeout());
    request = (HttpServletRequest) context.getRequest();
    this.limits = limits;
    maxBytes = limits.of(request);
    this.file = file;
    in = request.getInputStream();
    out = Files.newOutputStream(file);
    if (request.getContentLengthLong() > maxBytes) {
      refusal = Problem.tooLarge(maxBytes);
    }
  }

  /** Begins, and returns at once. */
  void receive() {
    in.setReadListener(this);
  }

  /** Why the body is not worked on, if it is not. */
  Optional<Problem> refusal() {
    return Optional.ofNullable(refusal);
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
    if (bytes > maxBytes) {
      refuse(Problem.tooLarge(maxBytes));
    }
    if (bytes > limits.readAtMost()) {
      giveUp();
    } else if (refusal == null && limits.take(n)) {
      counted += n;
      out.write(buffer, 0, n);
    } else {
      refuse(Problem.overloaded("Too much is being sent by others."));
    }
  }

  /** The first reason counts. */
  private void refuse(Problem why) {
    if (refusal == null) {
      refusal = why;
    }
  }

  private void giveUp() throws IOException {
    FrontDoor.hangUp(request, HangUp.AFTER_THE_ANSWER);
    onAllDataRead();
  }

  @Override
  public void onAllDataRead() throws IOException {
    if (!dispatched) {
      dispatched = true;
      out.close();
      context.dispatch();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    long seconds = limits.timeout().toSeconds();
    String why = "The body did not come within " + seconds + " seconds.";
    refuse(new Problem(HttpStatus.REQUEST_TIMEOUT, "too-slow", why).with("allowed", seconds));
    giveUp();
  }

  @Override
  public void onError(Throwable failure) {
    close();
  }

  /** Deletes the file. */
  @Override
  public void close() {
    limits.giveBack(counted);
    counted = 0;
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      request.getServletContext().log("a body could not be deleted", e);
    }
  }
}
