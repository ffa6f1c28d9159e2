package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Copies chunks that stand behind the data of a PNG, those that still hold after pixels were
 * changed ({@link ChunkType#outlivesEdits}).
 *
 * <p>A chunk's CRC comes last. So a chunk is held before it is written, and left out if its CRC is
 * wrong or the file ends within it. One of more than {@value #MAX_HELD_BYTES} bytes passes in
 * pieces: damage in it ends the copy, and an eXIf as long is left out. <b>Memory:</b> twice that.
 */
public final class TrailerCopy {
  private static final int MAX_HELD_BYTES = 1 << 18;
  private static final int PIECE_BYTES = 1 << 13;

  private final ChunkReader source;
  private final ChunkWriter target;

  /** Why a chunk that was begun in the copy could not be ended. */
  private @Nullable ImageFormatException failure;

  TrailerCopy(ChunkReader source, ChunkWriter target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Copies the current chunk, or leaves it out.
   *
   * @throws ImageFormatException if it is damaged, or the file ends within it
   */
  void take() throws IOException {
    if (!ChunkType.outlivesEdits(source.type())) {
      return;
    }
    if (source.length() <= MAX_HELD_BYTES) {
      copyHeld();
    } else if (source.type() != ChunkType.EXIF) {
      copyInPieces();
    }
  }

  private void copyHeld() throws IOException {
    byte[] data = source.readAll();
    if (source.isSound()) {
      write(target, source.type(), data);
    }
  }

  private void copyInPieces() throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    target.begin(source.type(), source.length());
    try {
      for (int count = read(piece); count >= 0; count = read(piece)) {
        target.add(piece, count);
      }
      source.endChunk();
    } catch (ImageFormatException e) {
      failure = e;
      throw e;
    }
    if (!source.isSound()) {
      throw source.broken("the CRC does not match");
    }
    target.end();
  }

  /** Writes a chunk as it is in a copy. */
  public static void write(ChunkWriter copy, int type, byte[] data) throws IOException {
    if (type == ChunkType.TIME) {
      copy.write(type, MetadataWriter.time(Instant.now()));
    } else if (type == ChunkType.EXIF) {
      MetadataWriter.writeExif(copy, data);
    } else if (!ChunkType.isText(type) || !MetadataReader.TextChunk.mayHoldThumbnail(data)) {
      copy.write(type, data);
    }
  }

  private int read(byte[] piece) throws IOException {
    return source.read(piece, 0, piece.length);
  }

  /** Refuses a copy that ends in the middle of a chunk, as the file did. */
  void finish() {
    if (failure != null) {
      throw failure;
    }
  }
}
