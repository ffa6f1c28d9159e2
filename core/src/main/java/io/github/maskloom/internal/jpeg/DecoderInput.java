package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.imageio.FirstFailure;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Feeds a JPEG stream to the JDK's decoder.
 *
 * <p>The decoder reads in order but for two steps back: from the first scan to the start, once it
 * has seen the header, and over what it took too much at the end. Both stay within the buffer,
 * which grows until the first one was made; nothing else is cached. <b>Memory:</b> 16 KiB, up to 64
 * KiB if the header is that long, and what the stream takes, until it is closed: what has a
 * finalizer outlives its last use, and must not keep them.
 */
@SuppressWarnings("UnsafeFinalization") // the inherited finalizer closes, it frees nothing native
final class DecoderInput extends ImageInputStreamImpl {
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int MAX_BUFFER_BYTES = 1 << 16;

  /** What stays in the buffer when it is filled anew; the decoder takes so much at a time. */
  private static final int KEPT_BYTES = 1 << 12;

  private JpegBytes jpeg;
  private final FirstFailure failure;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private boolean wentBack;

  /**
   * Begins at the first byte.
   *
   * @param failure told what the file fails with
   */
  DecoderInput(JpegBytes jpeg, FirstFailure failure) {
    this.jpeg = jpeg;
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (at == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    streamPos += count;
    return count;
  }

  @Override
  public void seek(long position) throws IOException {
    long target = at + (position - streamPos);
    if (target < 0 || target > end) {
      throw new IOException("the decoder went to byte " + position + ", outside its buffer");
    }
    super.seek(position);
    at = (int) target;
    wentBack = true;
  }

  @Override
  public void close() throws IOException {
    super.close();
    jpeg = (target, offset, length) -> -1;
    buffer = new byte[0];
  }

  private void makeRoom() {
    if (!wentBack && buffer.length < MAX_BUFFER_BYTES) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      return;
    }
    System.arraycopy(buffer, end - KEPT_BYTES, buffer, 0, KEPT_BYTES);
    at = KEPT_BYTES;
    end = KEPT_BYTES;
  }

  private boolean fill() throws IOException {
    if (buffer.length - end < KEPT_BYTES) {
      makeRoom();
    }
    try {
      int count = jpeg.read(buffer, end, buffer.length - end);
      end += Math.max(count, 0);
      return count > 0;
    } catch (IOException | RuntimeException | Error e) {
      failure.keep(e);
      throw e;
    }
  }
}
