package io.github.maskloom.internal.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the caller's, which tells a failure once: some throw from {@code close} what they
 * threw from {@code read}, and Java, which attaches the second to the first, attaches nothing to
 * itself.
 */
public class SourceStream extends FilterInputStream {
  private @Nullable IOException failure;

  /** Owns the stream. */
  public SourceStream(InputStream stream) {
    super(stream);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException e) {
      if (e != failure) {
        throw e;
      }
    }
  }
}
