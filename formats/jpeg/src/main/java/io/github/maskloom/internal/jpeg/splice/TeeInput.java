package io.github.maskloom.internal.jpeg.splice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that writes what is read from it elsewhere too. It closes neither. */
final class TeeInput extends InputStream {
  private final InputStream in;
  private final OutputStream out;

  TeeInput(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      out.write(value);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      out.write(target, offset, count);
    }
    return count;
  }
}
