package io.github.maskloom.internal.png;

import io.github.maskloom.errors.ImageFormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Copies chunks that stand behind the data of a PNG, those that still hold after pixels were
 * changed ({@link ChunkType#outlivesEdits}).
 *
 * <p>A chunk's CRC comes last. So a chunk is held before it is written, and left out if its CRC is
 * wrong or the file ends within it. Text of more than {@value #MAX_HELD_BYTES} bytes passes in
 * pieces: damage in it ends the copy. Other chunks as long are left out, as they cannot be looked
 * through for pictures. <b>Memory:</b> twice that.
 */
public final class TrailerCopy {
  private static final int MAX_HELD_BYTES = 1 << 18;
  private static final int PIECE_BYTES = 1 << 13;

  private final ChunkReader source;
  private final KeptChunks target;

  /** Why a chunk that was begun in the copy could not be ended. */
  private @Nullable ImageFormatException failure;

  TrailerCopy(ChunkReader source, KeptChunks target) {
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
      target.lose(source.type());
    } else if (source.length() <= MAX_HELD_BYTES) {
      copyHeld();
    } else {
      copyInPieces();
    }
  }

  private void copyHeld() throws IOException {
    byte[] data = source.readAll();
    if (source.isSound()) {
      target.write(source.type(), data);
    }
  }

  private void copyInPieces() throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    ChunkWriter copy = target.copy();
    int count = read(piece);
    if (mayHoldPicture(piece)) {
      target.loseLong();
      return;
    }
    copy.begin(source.type(), source.length());
    try {
      for (; count >= 0; count = read(piece)) {
        copy.add(piece, count);
      }
      source.endChunk();
    } catch (ImageFormatException e) {
      failure = e;
      throw e;
    }
    if (!source.isSound()) {
      throw source.broken("the CRC does not match");
    }
    copy.end();
  }

  /** Whether a chunk must be looked through in whole, by its first bytes. */
  private boolean mayHoldPicture(byte[] piece) {
    return !ChunkType.isText(source.type())
        || XmpChunk.is(source.type(), piece)
        || MetadataReader.TextChunk.mayHoldThumbnail(piece);
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
