package io.github.maskloom.internal.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * Moves bytes between arrays and files, 16 KiB at a time.
 *
 * <p>On the way the JDK puts them into direct memory: as much as is moved at once, kept for the
 * thread until it ends, and bounded for all threads together by the largest heap. A thousand
 * threads that had each moved 64 KiB would be refused any more under {@code -Xmx64m}.
 */
public final class FilePieces {
  /** The most that is moved at once. */
  public static final int PIECE_BYTES = 1 << 14;

  private FilePieces() {}

  /**
   * {@return the bytes of a file that was opened} <b>Ownership:</b> closing it closes the file.
   *
   * @param file its stream, of which a piece is read at a time
   */
  public static InputStream reading(InputStream file) {
    return new FilterInputStream(file) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, Math.min(length, PIECE_BYTES));
      }
    };
  }

  /**
   * {@return a stream that writes at the position of a file} <b>Ownership:</b> closing it closes
   * the file.
   *
   * @param file open for writing
   */
  public static OutputStream writing(FileChannel file) {
    Move move = file::write;
    return new BlockOutputStream() {
      /** What was written last, which mostly is the next too. */
      private byte[] array = {};

      private ByteBuffer rest = ByteBuffer.wrap(array);

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (array != bytes) {
          array = bytes;
          rest = ByteBuffer.wrap(bytes);
        }
        rest.limit(offset + length).position(offset);
        while (rest.hasRemaining()) {
          movePiece(rest, move);
        }
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  /**
   * Reads one piece, or what there is of it, at a position.
   *
   * @param file open for reading
   * @param target gets at most a piece
   * @param position of the first byte, from 0
   * @return how many bytes, or -1 at the end
   * @throws IOException if the file cannot be read
   */
  public static int read(FileChannel file, ByteBuffer target, long position) throws IOException {
    return movePiece(target, piece -> file.read(piece, position));
  }

  /**
   * Writes one piece, or some of it, at a position.
   *
   * @param file open for writing
   * @param source gives at most a piece
   * @param position of the first byte, from 0
   * @return how many bytes
   * @throws IOException if the file cannot be written
   */
  public static int write(FileChannel file, ByteBuffer source, long position) throws IOException {
    return movePiece(source, piece -> file.write(piece, position));
  }

  @FunctionalInterface
  private interface Move {
    int apply(ByteBuffer piece) throws IOException;
  }

  private static int movePiece(ByteBuffer buffer, Move move) throws IOException {
    int limit = buffer.limit();
    buffer.limit(Math.min(limit, buffer.position() + PIECE_BYTES));
    try {
      return move.apply(buffer);
    } finally {
      buffer.limit(limit);
    }
  }
}
