package io.github.maskloom.internal.jpeg;

import java.io.IOException;

/** A JPEG stream as the decoder gets to see it, pulled as far as the decoder reads. */
interface JpegBytes {
  /**
   * Reads the next bytes.
   *
   * @param length room in {@code target}, at least 2
   * @return how many, or -1 after the EOI marker
   */
  int read(byte[] target, int offset, int length) throws IOException;
}
