package io.github.maskloom.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes of known number that can be read from any place; closing them is their owner's. */
public interface SeekableBytes {
  /**
   * {@return the bytes of an array}
   *
   * @param bytes not copied
   */
  static SeekableBytes of(byte[] bytes) {
    return new SeekableBytes() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void read(long position, ByteBuffer buffer) {
        buffer.put(bytes, (int) position, buffer.remaining());
      }
    };
  }

  /** {@return how many there are; fixed while they are read} */
  long length();

  /**
   * Fills a buffer from a position.
   *
   * @param position of the first byte, from 0
   * @param buffer filled up to its limit; the caller asks for no bytes beyond the last one
   * @throws IOException if they cannot be read
   * @throws io.github.maskloom.errors.CancelledException if they are a file or ranges of the
   *     caller, and the caller cancels
   */
  void read(long position, ByteBuffer buffer) throws IOException;
}
