package io.github.maskloom.internal.pipeline;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.file.BlockInputStream;
import io.github.maskloom.internal.file.BlockOutputStream;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.file.FilePieces;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file for what cannot stream; it is readable by its owner only and gone when closed.
 * On most systems it has no name even before.
 *
 * <p>It refuses to grow beyond {@link ImageLimits#maxSpoolBytes}. <b>Threads:</b> confined.
 */
public final class SpoolFile implements SeekableBytes, Closeable {
  private static final String NOT_WRITTEN = "no temporary file can be written: ";
  private static final String NOT_READ = "a temporary file cannot be read: ";

  private final Path folder;
  private final FileChannel channel;
  private final ImageLimits limits;
  private long length;

  SpoolFile(Path folder, FileChannel channel, ImageLimits limits) {
    this.folder = folder;
    this.channel = channel;
    this.limits = limits;
  }

  /**
   * Creates an empty file in {@code java.io.tmpdir}.
   *
   * @param limits of which {@link ImageLimits#maxSpoolBytes} counts
   * @return the file; closing it deletes it
   * @throws IOException if there is no room or no permission; names the folder, as what is thrown
   *     later does
   */
  public static SpoolFile create(ImageLimits limits) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), limits);
  }

  static SpoolFile create(Path folder, ImageLimits limits) throws IOException {
    try {
      return createNew(folder, limits);
    } catch (FileSystemException e) {
      IOException named = FailureSubject.file(folder).failure(NOT_WRITTEN + reason(folder, e));
      named.initCause(e);
      throw named;
    }
  }

  private static SpoolFile createNew(Path folder, ImageLimits limits) throws IOException {
    Path path = Files.createTempFile(folder, "maskloom-", ".spool");
    try {
      return new SpoolFile(folder, FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE), limits);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static String reason(Path folder, FileSystemException failure) {
    if (!Files.isDirectory(folder)) {
      return "there is no such folder";
    }
    return failure instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(failure.getReason());
  }

  /** How many bytes it holds. */
  @Override
  public long length() {
    return length;
  }

  /** {@return what was written, as a source that can be opened until the file is closed} */
  public ImageSource source() {
    return ImageSource.reopening(Reading::new, length);
  }

  /**
   * Writes what is left of a stream behind what was written before.
   *
   * @param stream read to its end, and not closed
   * @throws IOException if it cannot be read, or the file cannot be written
   * @throws ImageLimitException if the file would become too large
   */
  public void append(InputStream stream) throws IOException {
    stream.transferTo(output());
  }

  /**
   * Writes all of a buffer behind what was written before.
   *
   * @param buffer read to its limit
   * @throws ImageLimitException if the file would become too large
   * @throws IOException if the file cannot be written
   */
  public void append(ByteBuffer buffer) throws IOException {
    write(length, buffer);
  }

  /** {@return a stream that appends; closing it has no effect} */
  public OutputStream output() {
    return new BlockOutputStream() {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        append(ByteBuffer.wrap(bytes, offset, count));
      }
    };
  }

  /**
   * Writes all of a buffer at a position; a gap that this leaves behind the end reads as zeros.
   *
   * @param position from 0
   * @param buffer read to its limit
   * @throws ImageLimitException if the file would become too large
   * @throws IOException if the file cannot be written
   */
  public void write(long position, ByteBuffer buffer) throws IOException {
    long end = position + buffer.remaining();
    LimitCheck.spoolBytes(limits, end);
    long at = position;
    try {
      while (buffer.hasRemaining()) {
        at += FilePieces.write(channel, buffer, at);
      }
    } catch (IOException e) {
      throw FailureSubject.file(folder).failure(NOT_WRITTEN, e);
    }
    length = Math.max(length, end);
  }

  @Override
  public void read(long position, ByteBuffer buffer) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = readPiece(buffer, at);
      if (count < 0) {
        throw FailureSubject.file(folder).failure(NOT_READ + "it was cut short");
      }
      at += count;
    }
  }

  private int readPiece(ByteBuffer buffer, long position) throws IOException {
    try {
      return FilePieces.read(channel, buffer, position);
    } catch (IOException e) {
      throw FailureSubject.file(folder).failure(NOT_READ, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (IOException e) {
      throw FailureSubject.file(folder).failure(NOT_WRITTEN, e);
    }
  }

  /** A pass over the file; it has no resources of its own. */
  private final class Reading extends BlockInputStream {
    private long position;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = readPiece(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, SpoolFile.this.length - position));
      position += skipped;
      return skipped;
    }
  }
}
