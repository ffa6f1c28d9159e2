package io.github.maskloom.http.call;

import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.http.wire.BodyPart;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The body of one attempt to send a request. It has a known length, is streamed from disk, can be
 * written again, and goes out only through a {@link SendGate}. <b>Memory:</b> about 100 KiB while
 * it is written.
 */
public final class StreamedBody extends RequestBody {
  private static final long PROGRESS_STEP_BYTES = 1 << 18;

  /** What is read before the first byte goes out: an image that cannot be opened costs nothing. */
  private static final int AHEAD_BYTES = 1 << 15;

  private final MediaType type;
  private final List<BodyPart> parts;
  private final long length;
  private final ProviderCall call;
  private final SendGate gate;

  /**
   * Makes a body of parts, one after the other.
   *
   * @param type the media type of the whole body
   * @param parts whose lengths are added up now
   * @param call hears how many bytes were sent
   * @param gate is asked before the first byte goes out, when 32 KiB or all of the body were read.
   *     If it refuses, writing throws an {@link InterruptedIOException} and nothing is sent.
   */
  public StreamedBody(MediaType type, List<BodyPart> parts, ProviderCall call, SendGate gate) {
    this.type = type;
    this.parts = parts;
    this.gate = gate;
    this.length = parts.stream().mapToLong(BodyPart::length).sum();
    this.call = call;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    Upload upload = new Upload(sink.outputStream());
    OutputStream ahead = new BufferedOutputStream(upload, AHEAD_BYTES);
    try {
      for (BodyPart part : parts) {
        part.writeTo(ahead);
      }
    } catch (IOException e) {
      throw upload.failed ? e : new LocalFailure(e);
    }
    upload.write(new byte[0]); // A body without a byte passes the gate too.
    ahead.flush();
    upload.reportRest();
    call.waiting();
  }

  /** Counts what goes out, and knows whether it was the connection that failed. */
  private final class Upload extends FilterOutputStream {
    private long bytes;
    private long reportedBytes;
    private boolean failed;

    Upload(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      failed = true;
      if (!gate.pass()) {
        throw new InterruptedIOException("the call ended before its request was sent");
      }
      out.write(b, off, len);
      failed = false;
      bytes += len;
      if (bytes - reportedBytes >= PROGRESS_STEP_BYTES) {
        reportRest();
      }
    }

    void reportRest() {
      if (bytes > reportedBytes) {
        reportedBytes = bytes;
        call.uploading(bytes, length);
      }
    }
  }

  /**
   * Decides, once for each attempt, whether its body is sent. Either its first byte passes, and
   * then the attempt may have arrived whatever happens later. Or the gate is shut before, and then
   * no byte of it ever goes out. <b>Threads:</b> safe.
   */
  public static final class SendGate {
    private enum State {
      OPEN,
      PASSED,
      SHUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /**
     * Lets the body through, also if it was let through before.
     *
     * @return false if the gate is shut
     */
    public boolean pass() {
      return state.compareAndSet(State.OPEN, State.PASSED) || passed();
    }

    /**
     * Shuts the gate, unless the body has begun.
     *
     * @return false if the body has begun, or the gate was shut before
     */
    public boolean shut() {
      return state.compareAndSet(State.OPEN, State.SHUT);
    }

    /** {@return whether bytes of the body may have gone out} */
    public boolean passed() {
      return state.get() == State.PASSED;
    }
  }
}
