package io.github.maskloom.internal.jpeg.scan;

/** Codes blocks of coefficients for a sequential scan (ITU-T T.81, F.1.2). */
public final class BlockEncoder {
  private final CodedBits out;

  /** By size: the words of DC differences. */
  final int[] dcWords;

  /** By symbol: the words of AC coefficients. */
  final int[] acWords;

  /**
   * An encoder.
   *
   * @param dcCode has a word for every size
   * @param acCode has a word for every symbol
   */
  public BlockEncoder(CodedBits out, HuffmanCode dcCode, HuffmanCode acCode) {
    this.out = out;
    dcWords = dcCode.words();
    acWords = acCode.words();
  }

  /** Whether a DC difference is one that 8-bit samples can have. */
  public static boolean isDifference(int difference) {
    return size(difference) <= HuffmanCode.MAX_DC_SIZE;
  }

  /** Codes a DC difference of at most 11 bits. */
  public void putDc(int difference) {
    int size = size(difference);
    out.put(dcWords[size], low(difference, size));
  }

  /**
   * Codes AC coefficients of at most 10 bits.
   *
   * @param coefficients of the block from {@code base} on, in zigzag order
   * @param nonzero which of them are not zero
   */
  public void putAc(short[] coefficients, int base, long nonzero) {
    int at = 0;
    // Invariant: the coefficients up to at are coded; left are those that are not and not zero.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int run = k - at - 1;
      for (; run > 15; run -= 16) {
        out.put(acWords[HuffmanCode.SIXTEEN_ZEROS], 0);
      }
      int value = coefficients[base + k];
      int size = size(value);
      out.put(acWords[run << 4 | size], low(value, size));
      at = k;
    }
    if (at < ScanHeader.LAST_COEFFICIENT) {
      out.put(acWords[HuffmanCode.END_OF_BLOCK], 0);
    }
  }

  /** Codes a symbol of AC coefficients with the bits of its value. */
  void putAc(int symbol, int low) {
    out.put(acWords[symbol], low);
  }

  /** How many bits tell a value from the others of its size (F.1.2.1.2). */
  public static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  /** The bits that tell a value from the others of its size: one less if it is negative. */
  static int low(int value, int size) {
    return (value + (value >> 31)) & ((1 << size) - 1);
  }
}
