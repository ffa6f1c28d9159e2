package io.github.maskloom.internal.prepare;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts bytes on their way, and stops where they become too many. */
final class LimitedOutput extends FilterOutputStream {
  private final long maxBytes;
  private long bytes;

  LimitedOutput(OutputStream out, long maxBytes) {
    super(out);
    this.maxBytes = maxBytes;
  }

  /** Thrown where there are too many bytes; never leaves this package. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the encoding is too large");
    }
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void write(int value) throws IOException {
    count(1);
    out.write(value);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    count(length);
    out.write(source, offset, length);
  }

  private void count(int more) throws TooLarge {
    bytes += more;
    if (bytes > maxBytes) {
      throw new TooLarge();
    }
  }
}
