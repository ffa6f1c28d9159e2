package io.github.maskloom.internal.jpeg;

import java.io.IOException;

/** Takes the quantized blocks of a sequential scan in the order in which they are coded. */
interface BlockSink {
  /**
   * Takes a block.
   *
   * @param slot the number of its Huffman codes: 0 for luma, 1 for chroma
   * @param difference its DC coefficient less the one before in its component
   * @param coefficients in coding order; those that are not among {@code nonzero} are undefined
   * @param nonzero which AC coefficients are not zero, the one at place {@code k} in bit {@code k}
   */
  void put(int slot, int difference, short[] coefficients, long nonzero) throws IOException;

  /** Takes note that no block follows. */
  void finish() throws IOException;
}
