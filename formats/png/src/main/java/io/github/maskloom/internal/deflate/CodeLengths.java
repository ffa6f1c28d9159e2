package io.github.maskloom.internal.deflate;

/** The alphabet in which a block header writes its code lengths (RFC 1951, section 3.2.7). */
final class CodeLengths {
  static final int SYMBOLS = 19;
  static final int MAX_CODE_BITS = 7;

  /** Repeats the previous length 3 to 6 times; two extra bits. */
  static final int REPEAT_PREVIOUS = 16;

  /** Repeats a zero length 3 to 10 times; three extra bits. */
  static final int REPEAT_ZERO = 17;

  /** Repeats a zero length 11 to 138 times; seven extra bits. */
  static final int REPEAT_ZERO_LONG = 18;

  /** The order in which the lengths of this alphabet's own code are written. */
  static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

  private static final int[] REPEAT_EXTRA_BITS = {2, 3, 7};
  private static final int[] REPEAT_BASES = {3, 3, 11};

  private CodeLengths() {}

  static int extraBits(int symbol) {
    return symbol < REPEAT_PREVIOUS ? 0 : REPEAT_EXTRA_BITS[symbol - REPEAT_PREVIOUS];
  }

  /** The fewest lengths that the symbol stands for. */
  static int minRepeats(int symbol) {
    return symbol < REPEAT_PREVIOUS ? 1 : REPEAT_BASES[symbol - REPEAT_PREVIOUS];
  }
}
