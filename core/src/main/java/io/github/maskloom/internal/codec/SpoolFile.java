package io.github.maskloom.internal.codec;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file for what cannot stream; it is readable by its owner only and gone when closed.
 */
final class SpoolFile implements Closeable {
  private static final int COPY_BYTES = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private SpoolFile(Path path) throws IOException {
    this.path = path;
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

  Path path() {
    return path;
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
}
