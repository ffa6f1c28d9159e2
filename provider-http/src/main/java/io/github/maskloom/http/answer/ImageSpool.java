package io.github.maskloom.http.answer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps an image in a temporary file, for answers that send it before they say which one it is.
 * Closing it deletes the file.
 */
public final class ImageSpool implements Closeable {
  private final Path file;
  private final long maxBytes;
  private final OutputStream stream;
  private long bytes;

  /**
   * Makes the file.
   *
   * @param maxBytes what comes beyond is counted and dropped
   */
  public ImageSpool(long maxBytes) throws LocalFailure {
    this(maxBytes, Files::newOutputStream);
  }

  public ImageSpool(long maxBytes, Opening opening) throws LocalFailure {
    this.maxBytes = maxBytes;
    try {
      file = Files.createTempFile("maskloom-", ".part");
      stream = opened(opening);
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  private OutputStream opened(Opening opening) throws IOException {
    try {
      return opening.open(file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** How a file is written to. */
  public interface Opening {
    OutputStream open(Path file) throws IOException;
  }

  /** Takes the image's bytes; fails with nothing but a {@link LocalFailure}. */
  public OutputStream stream() {
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
    // One byte more than allowed, so that whoever takes the image over sees that it is too long.
    if (bytes <= maxBytes + length) {
      try {
        stream.write(from, offset, length);
      } catch (IOException e) {
        throw new LocalFailure(e);
      }
    }
  }

  /**
   * Copies the image to where the call wants it. The spool keeps its file until it is closed.
   *
   * @throws LocalFailure if the file cannot be read, or its place cannot be written
   */
  public void moveTo(IncomingImage image) throws LocalFailure {
    try {
      stream.close();
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(image.stream());
      }
    } catch (LocalFailure e) {
      throw e;
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }

  @Override
  public void close() throws LocalFailure {
    // A network, or a quota, may tell only at the end that a byte was not written.
    try {
      try {
        stream.close();
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LocalFailure(e);
    }
  }
}
