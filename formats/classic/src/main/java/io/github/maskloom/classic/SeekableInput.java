package io.github.maskloom.classic;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * Feeds an encoded image to a decoder of ImageIO that goes where it wants in it.
 *
 * <p>Nothing is ever discarded, so a decoder may go back to any place; a read is cut only by the
 * end of the image, as some decoders take a short one for a whole one. <b>Memory:</b> 16 KiB, from
 * the first read until it is closed: what has a finalizer outlives its last use, and must keep
 * neither them nor the bytes. <b>Ownership:</b> the bytes are not closed.
 */
@SuppressWarnings("UnsafeFinalization") // the inherited finalizer closes, it frees nothing native
final class SeekableInput extends ImageInputStreamImpl {
  private static final int BUFFER_BYTES = 1 << 14;

  private static final byte[] NONE = new byte[0];

  private SeekableBytes bytes;
  private final List<Patch> patches;
  private final Failure failure;
  private byte[] buffer = NONE;
  private long bufferStart;
  private int bufferLength;

  /**
   * Bytes, which must not change, to be seen in place of those that are stored.
   *
   * @param position of the first that is replaced
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Patch(long position, byte[] bytes) {
    /** Changes what of a read range it covers. */
    private void apply(long start, byte[] target, int offset, int count) {
      long end = Math.min(start + count, position + bytes.length);
      for (long at = Math.max(start, position); at < end; at++) {
        target[offset + (int) (at - start)] = bytes[(int) (at - position)];
      }
    }
  }

  /**
   * Keeps what our own code threw beneath a codec of the JDK, so that it comes out unchanged
   * whatever the codec makes of it on the way.
   */
  static final class Failure {
    private @Nullable Throwable first;

    /** Keeps a failure that is about to be thrown, unless there was one before. */
    void keep(Throwable thrown) {
      if (first == null) {
        first = thrown;
      }
    }

    /** Throws what was kept, an IOException or unchecked, if anything. */
    void rethrow() throws IOException {
      if (first != null) {
        Throwables.throwIfInstanceOf(first, IOException.class);
        Throwables.throwIfUnchecked(first);
      }
    }
  }

  /** Takes in a part of a file. */
  @FunctionalInterface
  interface Walk<T> {
    /**
     * Reads from an input.
     *
     * @throws EOFException where the image ends too early
     */
    T read(SeekableInput in) throws IOException;
  }

  /**
   * Begins at the first byte.
   *
   * @param failure receives what the bytes fail with
   */
  SeekableInput(SeekableBytes bytes, List<Patch> patches, Failure failure) {
    this.bytes = bytes;
    this.patches = List.copyOf(patches);
    this.failure = failure;
  }

  /** Begins at the first byte, for a reader of our own. */
  SeekableInput(SeekableBytes bytes) {
    this(bytes, List.of(), new Failure());
  }

  /** The bytes as they are stored, to be read beside. */
  SeekableBytes bytes() {
    return bytes;
  }

  /**
   * Reads a header.
   *
   * @throws ImageFormatException if the image ends in it
   */
  static <T> T walk(String format, SeekableBytes bytes, Walk<T> walk) throws IOException {
    try (SeekableInput in = new SeekableInput(bytes)) {
      return in.walk(format, walk);
    }
  }

  /**
   * Reads on.
   *
   * @throws ImageFormatException if the image ends too early
   */
  <T> T walk(String format, Walk<T> walk) throws IOException {
    return walk(format, "the file ends before the image does", walk);
  }

  /**
   * Reads on.
   *
   * @param missing what is wrong if the image ends too early
   */
  <T> T walk(String format, String missing, Walk<T> walk) throws IOException {
    try {
      return walk.read(this);
    } catch (EOFException e) {
      failure.rethrow();
      throw ImageFormatException.at(format, "", length(), missing);
    }
  }

  @Override
  public long length() {
    return bytes.length();
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    long at = streamPos - bufferStart;
    if (patches.isEmpty() && at >= 0 && at < bufferLength) {
      bitOffset = 0;
      streamPos++;
      return buffer[(int) at] & 0xFF;
    }
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    Objects.checkFromIndexSize(offset, length, target.length);
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    long left = bytes.length() - streamPos;
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    copy(streamPos, target, offset, count);
    for (Patch patch : patches) {
      patch.apply(streamPos, target, offset, count);
    }
    streamPos += count;
    return count;
  }

  private void copy(long position, byte[] target, int offset, int count) throws IOException {
    int copied = 0;
    while (copied < count) {
      long at = position + copied;
      if (at < bufferStart || at >= bufferStart + bufferLength) {
        if (count - copied >= BUFFER_BYTES) {
          readStored(at, ByteBuffer.wrap(target, offset + copied, count - copied));
          return;
        }
        fill(at);
      }
      int from = (int) (at - bufferStart);
      int step = Math.min(count - copied, bufferLength - from);
      System.arraycopy(buffer, from, target, offset + copied, step);
      copied += step;
    }
  }

  private void fill(long position) throws IOException {
    bufferLength = 0;
    if (buffer.length == 0) {
      buffer = new byte[BUFFER_BYTES];
    }
    int count = (int) Math.min(BUFFER_BYTES, bytes.length() - position);
    readStored(position, ByteBuffer.wrap(buffer, 0, count));
    bufferStart = position;
    bufferLength = count;
  }

  private void readStored(long position, ByteBuffer target) throws IOException {
    try {
      bytes.read(position, target);
    } catch (IOException | RuntimeException | Error e) {
      failure.keep(e);
      throw e;
    }
  }

  /** Does nothing: all bytes stay within reach, whatever a plug-in thinks it is done with. */
  @Override
  public void flushBefore(long position) {}

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      // A decoder has closed it before.
    }
    bytes = SeekableBytes.of(NONE);
    buffer = NONE;
  }
}
