package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import java.util.Arrays;

/** The alphabets of deflate's tokens (RFC 1951, section 3.2.5). */
public final class Tokens {

  static final int MIN_LENGTH = 3;
  static final int MAX_LENGTH = 258;
  static final int MAX_DISTANCE = 32768;

  static final int END_OF_BLOCK = 256;

  /** The first symbol of the literal/length alphabet that stands for a match. */
  static final int FIRST_LENGTH_SYMBOL = 257;

  /** Symbols a stream may use; the fixed codes have two more in either alphabet. */
  static final int LITERAL_SYMBOLS = 286;

  static final int DISTANCE_SYMBOLS = 30;
  static final int FIXED_LITERAL_SYMBOLS = 288;
  static final int FIXED_DISTANCE_SYMBOLS = 32;

  static final int MAX_CODE_BITS = 15;

  /** Extra bits of the length symbols from 257 on. */
  static final int[] LENGTH_EXTRA_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };

  /** The shortest match of the length symbols from 257 on. */
  static final int[] LENGTH_BASES = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };

  static final int[] DISTANCE_EXTRA_BITS = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  static final int[] DISTANCE_BASES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  private static final byte[] LENGTH_SYMBOLS = lengthSymbols();

  private Tokens() {}

  /** The symbol of a match's length. */
  static int lengthSymbol(int length) {
    return FIRST_LENGTH_SYMBOL + LENGTH_SYMBOLS[length];
  }

  /** The symbol of a match's distance. */
  static int distanceSymbol(int distance) {
    if (distance <= 2) {
      return distance - 1;
    }
    // From 3 on, two symbols share each power of two.
    int offset = distance - 1;
    int power = 31 - Integer.numberOfLeadingZeros(offset);
    return 2 * power + (offset >>> (power - 1) & 1);
  }

  /** Extra bits behind a symbol of the literal/length alphabet. */
  static int lengthExtraBits(int symbol) {
    return symbol < FIRST_LENGTH_SYMBOL ? 0 : LENGTH_EXTRA_BITS[symbol - FIRST_LENGTH_SYMBOL];
  }

  static int lengthBase(int symbol) {
    return LENGTH_BASES[symbol - FIRST_LENGTH_SYMBOL];
  }

  private static byte[] lengthSymbols() {
    byte[] symbols = new byte[MAX_LENGTH + 1];
    for (int symbol = 0; symbol < LENGTH_BASES.length; symbol++) {
      // 258 has a symbol of its own, although the one before could express it.
      Arrays.fill(symbols, LENGTH_BASES[symbol], symbols.length, (byte) symbol);
    }
    return symbols;
  }

  /** Code lengths of the fixed literal/length code (RFC 1951, section 3.2.6). */
  static byte[] fixedLiteralLengths() {
    byte[] lengths = new byte[FIXED_LITERAL_SYMBOLS];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    return lengths;
  }

  /** Code lengths of the fixed distance code: 32 codes, or it would not be complete. */
  static byte[] fixedDistanceLengths() {
    byte[] lengths = new byte[FIXED_DISTANCE_SYMBOLS];
    Arrays.fill(lengths, (byte) 5);
    return lengths;
  }

  /**
   * How many bytes, {@code most} at most, are the same at two places.
   *
   * @param bytes holds seven bytes more behind these, which do not count
   */
  public static int equalBytes(byte[] bytes, int first, int second, int most) {
    for (int length = 0; length < most; length += Long.BYTES) {
      long different =
          (long) LONGS.get(bytes, first + length) ^ (long) LONGS.get(bytes, second + length);
      if (different != 0) {
        return Math.min(most, length + (Long.numberOfTrailingZeros(different) >>> 3));
      }
    }
    return most;
  }

  /** The alphabet in which a block header writes its code lengths (RFC 1951, section 3.2.7). */
  static final class CodeLengths {
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
}
