package io.github.maskloom.classic;

import io.github.maskloom.format.SeekableBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that seem to end once {@value #MAX_BYTES} were read of them, so that nobody walks through a
 * whole object of a store only to count the images in it.
 */
final class FirstReads implements SeekableBytes {
  private static final long MAX_BYTES = 96 << 10;

  private final SeekableBytes bytes;
  private long left = MAX_BYTES;

  FirstReads(SeekableBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length();
  }

  @Override
  public void read(long position, ByteBuffer buffer) throws IOException {
    left -= buffer.remaining();
    if (left < 0) {
      throw new EOFException("that is enough to count images");
    }
    bytes.read(position, buffer);
  }
}
