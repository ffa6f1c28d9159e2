package io.github.maskloom.ark;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a picture in a temporary file, for answers that send it before they say which one it is.
 * Closing it deletes the file.
 */
final class PictureSpool implements Closeable {
  private final Path file;
  private final long maxBytes;
  private final OutputStream stream;
  private long bytes;

  /**
   * Makes the file.
   *
   * @param maxBytes what comes beyond is counted and dropped
   */
  PictureSpool(long maxBytes) throws LocalFailure {
    this.maxBytes = maxBytes;
    try {
      file = Files.createTempFile("maskloom-", ".part");
      stream = Files.newOutputStream(file);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  /** Takes the picture's bytes; fails with nothing but a {@link LocalFailure}. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        take(from, offset, length);
      }
    };
  }

  private void take(byte[] from, int offset, int length) throws LocalFailure {
    bytes += length;
    // One byte more than allowed, so that whoever takes the picture over sees that it is too long.
    if (bytes <= maxBytes + length) {
      try {
        stream.write(from, offset, length);
      } catch (IOException e) {
        throw new LocalFailure(e);
      }
    }
  }

  /** Gives the picture to its place. */
  void moveTo(PictureDraft draft) throws LocalFailure {
    try {
      stream.close();
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(draft.stream());
      }
    } catch (LocalFailure e) {
      throw e;
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  @Override
  public void close() throws LocalFailure {
    try {
      stream.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }
}
