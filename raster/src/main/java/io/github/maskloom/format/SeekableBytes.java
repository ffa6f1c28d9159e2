package io.github.maskloom.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes of known number that can be read from any place; closing them is their owner's. */
public interface SeekableBytes {
  /** How many there are; fixed while they are read. */
  long length();

  /**
   * Fills a buffer from a position; there are as many bytes behind it as the buffer has room.
   *
   * @throws IOException if they cannot be read
   */
  void read(long position, ByteBuffer buffer) throws IOException;
}
