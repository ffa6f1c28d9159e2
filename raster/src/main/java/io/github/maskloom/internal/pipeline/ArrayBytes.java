package io.github.maskloom.internal.pipeline;

import io.github.maskloom.format.SeekableBytes;
import java.nio.ByteBuffer;

/** Bytes in an array, which is not copied. */
public final class ArrayBytes implements SeekableBytes {
  private final byte[] bytes;

  /**
   * Holds all bytes of an array.
   *
   * @param bytes not copied
   */
  public ArrayBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void read(long position, ByteBuffer buffer) {
    buffer.put(bytes, (int) position, buffer.remaining());
  }
}
