package io.github.maskloom.internal.file;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the caller's, which tells a failure once: some throw from {@code close} what they
 * threw from {@code read}, and Java, which attaches the second to the first, attaches nothing to
 * itself.
 *
 * <p>Whatever is taken or skipped goes through {@link #read(byte[], int, int)}.
 */
public class SourceStream extends BlockInputStream {
  private final InputStream in;
  private @Nullable Throwable failure;

  /** Owns the stream. */
  public SourceStream(InputStream stream) {
    in = stream;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException | RuntimeException | Error e) {
      if (e != failure) {
        throw e;
      }
    }
  }
}
