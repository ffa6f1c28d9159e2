package io.github.maskloom.prepare;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Base64 blocks as a stream of characters in ASCII. Owns the blocks. */
final class Base64Text extends InputStream {
  private final Base64Blocks blocks;
  private int at;
  private int end;

  Base64Text(Base64Blocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (at == end) {
      at = 0;
      end = blocks.next();
    }
    if (end == 0) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(blocks.text(), at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
