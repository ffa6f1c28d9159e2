package io.github.maskloom.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that is made to be read in blocks; a single byte is a block of one. */
public abstract class BlockInputStream extends InputStream {
  /**
   * {@return a stream of which all that is read is written elsewhere too} Closing it has no effect.
   *
   * @param in read from, and not closed
   * @param copy written to, and not closed
   */
  public static InputStream copied(InputStream in, OutputStream copy) {
    return new BlockInputStream() {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
          copy.write(target, offset, count);
        }
        return count;
      }
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
