package io.github.maskloom.examples.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;

/** Standard output, whose failures say so. */
final class StandardOutput extends FilterOutputStream {
  StandardOutput(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      FileSystemException named = new FileSystemException("standard output", null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }
}
