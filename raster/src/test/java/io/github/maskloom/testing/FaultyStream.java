package io.github.maskloom.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that delivers little at a time, can fail, and tells whether it was closed. */
public final class FaultyStream extends FilterInputStream {
  private final int maxBytesPerRead;
  private final int failingRead;
  private final IOException failure = new IOException("the disk is on fire");
  private int reads;
  private boolean closed;

  /**
   * A stream over another.
   *
   * @param failingRead the number of the read that fails, counted from 0; -1 for none
   */
  public FaultyStream(InputStream in, int maxBytesPerRead, int failingRead) {
    super(in);
    this.maxBytesPerRead = maxBytesPerRead;
    this.failingRead = failingRead;
  }

  @Override
  public int read() throws IOException {
    count();
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    count();
    return super.read(target, offset, Math.min(length, maxBytesPerRead));
  }

  private void count() throws IOException {
    if (reads++ == failingRead) {
      throw failure;
    }
  }

  /** How often it was read from. */
  public int reads() {
    return reads;
  }

  /** What the failing read throws. */
  public IOException failure() {
    return failure;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }
}
