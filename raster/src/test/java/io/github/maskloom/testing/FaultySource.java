package io.github.maskloom.testing;

import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A source that counts its open streams and fails at a chosen read, over all its streams. */
public final class FaultySource {
  /** Reads are cut to this, so that a small image takes many. */
  private static final int MAX_READ_BYTES = 97;

  private final byte[] bytes;
  private final int maxReadBytes;
  private final int failingRead;
  private final IOException failure;
  private int reads;
  private int openStreams;

  /**
   * A source over an array.
   *
   * @param failingRead which read fails, counted from 0 over all streams; negative for none
   */
  public FaultySource(byte[] bytes, int failingRead, IOException failure) {
    this(bytes, MAX_READ_BYTES, failingRead, failure);
  }

  private FaultySource(byte[] bytes, int maxReadBytes, int failingRead, IOException failure) {
    this.bytes = bytes;
    this.maxReadBytes = maxReadBytes;
    this.failingRead = failingRead;
    this.failure = failure;
  }

  /** A source over an array that never fails. */
  public static FaultySource sound(byte[] bytes) {
    return slow(bytes, MAX_READ_BYTES);
  }

  /** The same, whose reads give that many bytes at the most. */
  public static FaultySource slow(byte[] bytes, int maxReadBytes) {
    return new FaultySource(bytes, maxReadBytes, -1, new IOException("never thrown"));
  }

  /** The source to read from. */
  public ImageSource source() {
    return ImageSource.reopening(this::open);
  }

  /** Streams that were opened and not yet closed. */
  public int openStreams() {
    return openStreams;
  }

  /** Reads so far, over all streams. */
  public int reads() {
    return reads;
  }

  private InputStream open() {
    openStreams++;
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      private boolean closed;

      @Override
      public int read() throws IOException {
        checkFault();
        return super.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        checkFault();
        return super.read(target, offset, Math.min(length, maxReadBytes));
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          openStreams--;
        }
        super.close();
      }
    };
  }

  private void checkFault() throws IOException {
    if (reads++ == failingRead) {
      throw failure;
    }
  }
}
