package io.github.maskloom.prepare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Objects;

/**
 * A head in ASCII, and base64 blocks after it, as characters. Owns the blocks. <b>Memory:</b> 16
 * KiB beside the blocks.
 *
 * <p>An {@link java.io.InputStreamReader} would do, but allocates some bytes for every read.
 */
final class Base64Text extends Reader {
  private static final int PIECE_CHARS = 1 << 13;

  private final Base64Blocks blocks;
  private final ByteBuffer block;
  private final CharBuffer piece = CharBuffer.allocate(PIECE_CHARS).limit(0);
  private final CharsetDecoder decoder = US_ASCII.newDecoder();
  private ByteBuffer encoded;
  private boolean closed;

  Base64Text(byte[] head, Base64Blocks blocks) {
    this.blocks = blocks;
    block = ByteBuffer.wrap(blocks.text());
    encoded = ByteBuffer.wrap(head);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (closed) {
      throw new IOException("the reader is closed");
    }
    if (length > 0 && !piece.hasRemaining()) {
      decodePiece();
      if (!piece.hasRemaining()) {
        return -1;
      }
    }
    int count = Math.min(length, piece.remaining());
    piece.get(target, offset, count);
    return count;
  }

  private void decodePiece() throws IOException {
    if (!encoded.hasRemaining()) {
      encoded = block.clear().limit(blocks.next());
    }
    decoder.decode(encoded, piece.clear(), false);
    piece.flip();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    blocks.close();
  }
}
