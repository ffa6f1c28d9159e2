package io.github.maskloom.internal.codec;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.image.ImageSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A temporary file for what cannot stream; it is readable by its owner only and gone when closed.
 * On most systems it has no name even before.
 */
final class SpoolFile implements Closeable {
  private static final int COPY_BYTES = 1 << 16;

  private final FileChannel channel;

  private SpoolFile(Path path) throws IOException {
    channel = FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE);
  }

  /**
   * Creates an empty file in {@code java.io.tmpdir}.
   *
   * @throws IOException if there is no room or no permission
   */
  static SpoolFile create() throws IOException {
    return new SpoolFile(Files.createTempFile("maskloom-", ".spool"));
  }

  /** What was written, as a source that can be opened until the file is closed. */
  ImageSource source() {
    return ImageSource.reopening(Reading::new);
  }

  /** Writes what is left of a stream behind what was written before; the stream stays open. */
  void append(InputStream stream) throws IOException {
    byte[] chunk = new byte[COPY_BYTES];
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      append(ByteBuffer.wrap(chunk, 0, count));
    }
  }

  /** Writes all of a buffer behind what was written before. */
  void append(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Fills a buffer from a position. */
  void read(long position, ByteBuffer buffer) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException("a temporary file was cut short");
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A pass over the file; it has no resources of its own. */
  private final class Reading extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      int count = channel.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }
  }
}
