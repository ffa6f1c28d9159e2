package io.github.maskloom.internal.file;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that is made to be written in blocks; a single byte is a block of one. */
public abstract class BlockOutputStream extends OutputStream {
  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;
}
