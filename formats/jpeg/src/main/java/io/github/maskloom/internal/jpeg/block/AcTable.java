package io.github.maskloom.internal.jpeg.block;

/**
 * Decodes AC coefficients of a sequential scan, and passes over several of them in one step (ITU-T
 * T.81, F.2.2.2).
 */
public final class AcTable {
  static final int LOOKUP_BITS = 11;

  /** What the number of coefficients is shifted by in an entry; below it are the bits to pass. */
  static final int COUNT_SHIFT = 5;

  static final int BITS_MASK = (1 << COUNT_SHIFT) - 1;

  /** What is added to the number of coefficients where the block ends behind them. */
  static final int ENDED = 128;

  /**
   * By the next bits: all whole symbols among them, of which the last one's value may reach beyond.
   * An entry has the bits they take and the coefficients they stand for, at most 64. It is 0 if the
   * first symbol is longer or is none that a block can have.
   */
  final short[] skips = new short[1 << LOOKUP_BITS];

  /** What a value is shifted by in an entry of {@link #values}. */
  static final int VALUE_SHIFT = 16;

  static final int RUN_SHIFT = 8;

  /**
   * By the next bits: a coefficient, the zeros before it, of which there are {@link #ENDED} at the
   * end of the block, and the bits they take; 0 if the bits do not tell or are no symbol that a
   * block can have.
   */
  final int[] values = new int[1 << LOOKUP_BITS];

  final SymbolTable symbols;

  public AcTable(HuffmanCode code) {
    symbols = new SymbolTable(code);
    for (int next = 0; next < skips.length; next++) {
      skips[next] = (short) skip(next);
      values[next] = value(next);
    }
  }

  private int skip(int next) {
    int bits = 0;
    int count = 0;
    // Invariant: the symbols within the first bits of next are whole and stand for count
    // coefficients.
    while (bits < LOOKUP_BITS) {
      int left = LOOKUP_BITS - bits;
      int found = symbols.findShort(next & ((1 << left) - 1), left);
      int symbol = found & 0xFF;
      if (found == 0 || !isLegal(symbol)) {
        break;
      }
      if (symbol == HuffmanCode.END_OF_BLOCK) {
        return (count + ENDED) << COUNT_SHIFT | (bits + (found >> 8));
      }
      if (count + (symbol >> 4) + 1 > 64) {
        break;
      }
      count += (symbol >> 4) + 1;
      bits += (found >> 8) + (symbol & 0xF);
    }
    return count << COUNT_SHIFT | bits;
  }

  private int value(int next) {
    int found = symbols.findShort(next, LOOKUP_BITS);
    int symbol = found & 0xFF;
    int length = found >> 8;
    int size = symbol & 0xF;
    if (found == 0 || !isLegal(symbol) || length + size > LOOKUP_BITS) {
      return 0;
    }
    int run = symbol == HuffmanCode.END_OF_BLOCK ? ENDED : symbol >> 4;
    int value = DcTable.extend((long) next << (64 - LOOKUP_BITS + length), size);
    return value << VALUE_SHIFT | run << RUN_SHIFT | (length + size);
  }

  /** Whether a symbol may stand in a sequential scan of 8-bit samples. */
  static boolean isLegal(int symbol) {
    int size = symbol & 0xF;
    return size == 0
        ? symbol == HuffmanCode.END_OF_BLOCK || symbol == HuffmanCode.SIXTEEN_ZEROS
        : size <= HuffmanCode.MAX_AC_SIZE;
  }
}
