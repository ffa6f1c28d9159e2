package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a {@link HuffmanCode} in coded data (ITU-T T.81, F.2.2).
 *
 * <p>Three tables decode more than a word in one step. They are indexed by the next {@value
 * #STEP_BITS} bits, or {@value #SKIP_BITS} to skip, and made when they are first asked for. An
 * entry is 0 where these bits are not enough or break a rule. Otherwise its low byte is the number
 * of bits that it stands for, and the next byte the number of places in the block that it passes.
 * At the end of the block it passes {@link #ENDED} more. In place of 0, entries to skip are {@link
 * #UNKNOWN}.
 *
 * <p><b>Memory:</b> 2 KiB, and {@value #STEPS_BYTES} bytes for each of the tables. Scans that use
 * the same code share it.
 */
public final class HuffmanTable {
  static final int STEP_BITS = 10;
  static final int SKIP_BITS = 11;
  static final int STEPS_BYTES = Integer.BYTES << STEP_BITS;

  /** What an entry that ends the block passes, besides the places before. */
  static final int ENDED = 128;

  /** What an entry to skip passes that stands for no bits: more than any block has. */
  static final int UNKNOWN = ENDED + Zigzag.BLOCK;

  static final int VALUE_SHIFT = 16;
  static final int PLACES_SHIFT = 8;
  static final int BYTE_MASK = 0xFF;

  /** A table without words. */
  static final HuffmanTable EMPTY =
      new HuffmanTable(new HuffmanCode(new byte[HuffmanCode.MAX_LENGTH]));

  /** Words up to this length are found in one step; they are nearly all that occur. */
  private static final int LOOKUP_BITS = 9;

  /** By the next {@link #LOOKUP_BITS} bits: length and symbol in a byte each; 0 if not so short. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** By length: the first 16 bits that no word of up to this length begins. */
  private final int[] ends = new int[HuffmanCode.MAX_LENGTH + 1];

  /** By length: what to add to a word to get the place of its symbol. */
  private final int[] places = new int[HuffmanCode.MAX_LENGTH + 1];

  private final byte[] symbols;
  private final HuffmanCode code;

  private int @Nullable [] coefficients;
  private char @Nullable [] skips;
  private int @Nullable [] differences;

  HuffmanTable(HuffmanCode code) {
    this.code = code;
    this.symbols = code.symbols();
    int word = 0;
    int place = 0;
    for (int length = 1; length <= HuffmanCode.MAX_LENGTH; length++) {
      places[length] = place - word;
      for (int i = 0; i < code.count(length); i++) {
        look(word++, length, symbols[place++]);
      }
      ends[length] = word << (HuffmanCode.MAX_LENGTH - length);
      word <<= 1;
    }
  }

  private void look(int word, int length, byte symbol) {
    int spare = LOOKUP_BITS - length;
    for (int i = 0; spare >= 0 && i < 1 << spare; i++) {
      lookup[(word << spare) + i] = (short) (length << 8 | (symbol & 0xFF));
    }
  }

  /** The code whose words are found. */
  public HuffmanCode code() {
    return code;
  }

  /**
   * Finds the word that bits begin with.
   *
   * @param bits the next bits, the first of them topmost, 16 of them right
   * @return its length in the second byte and its symbol in the first; 0 if there is none
   */
  int find(long bits) {
    int found = lookup[(int) (bits >>> (64 - LOOKUP_BITS))];
    return found != 0 ? found : findLong((int) (bits >>> (64 - HuffmanCode.MAX_LENGTH)));
  }

  private int findLong(int next16) {
    for (int length = LOOKUP_BITS + 1; length <= HuffmanCode.MAX_LENGTH; length++) {
      if (next16 < ends[length]) {
        int place = (next16 >> (HuffmanCode.MAX_LENGTH - length)) + places[length];
        return length << 8 | (symbols[place] & 0xFF);
      }
    }
    return 0;
  }

  /**
   * Decodes an AC coefficient of any length.
   *
   * @return an entry as those of {@link #coefficients}
   */
  int coefficient(long bits) {
    int found = find(bits);
    int symbol = found & 0xFF;
    if (found == 0 || !isLegal(symbol)) {
      return 0;
    }
    int length = found >> 8;
    int size = symbol & 0xF;
    return extend(bits << length, size) << VALUE_SHIFT
        | places(symbol) << PLACES_SHIFT
        | (length + size);
  }

  /** Decodes a DC difference of any length; an entry as those of {@link #differences}. */
  int difference(long bits) {
    int found = find(bits);
    int length = found >> 8;
    int size = found & 0xFF;
    if (found == 0 || size > HuffmanCode.MAX_DC_SIZE) {
      return 0;
    }
    return extend(bits << length, size) << VALUE_SHIFT | (length + size);
  }

  /** Which rule bits break for which there is no entry at all. */
  String brokenRule(long bits, boolean dc) {
    int found = find(bits);
    int size = found & (dc ? 0xFF : 0xF);
    if (found == 0) {
      return "the bits are no word of the Huffman code";
    } else if (dc) {
      return "a DC difference of " + size + " bits is too large for 8-bit samples";
    }
    return size == 0
        ? "a run of zeros ends without a coefficient"
        : "an AC coefficient is too large for 8-bit samples";
  }

  /** One AC coefficient, its value in the upper half, with the zeros before it; or the end. */
  int[] coefficients() {
    if (coefficients == null) {
      coefficients = steps(this::coefficient);
    }
    return coefficients;
  }

  /** A DC difference, its value in the upper half. It passes no place. */
  int[] differences() {
    if (differences == null) {
      differences = steps(this::difference);
    }
    return differences;
  }

  /** As many AC coefficients as the bits have whole words of; the last value may reach beyond. */
  char[] skips() {
    if (skips == null) {
      skips = new char[1 << SKIP_BITS];
      for (int i = 0; i < skips.length; i++) {
        skips[i] = skip((long) i << (64 - SKIP_BITS));
      }
    }
    return skips;
  }

  /** Leaves out entries that took bits behind those that the table is asked with. */
  private static int[] steps(LongToIntFunction decoder) {
    int[] steps = new int[1 << STEP_BITS];
    for (int i = 0; i < steps.length; i++) {
      int entry = decoder.applyAsInt((long) i << (64 - STEP_BITS));
      steps[i] = (entry & BYTE_MASK) <= STEP_BITS ? entry : 0;
    }
    return steps;
  }

  private char skip(long bits) {
    int used = 0;
    int passed = 0;
    // Invariant: the symbols in the first used bits are legal, and none of them ends the block.
    while (used < SKIP_BITS && passed < ENDED) {
      int found = find(bits << used);
      int symbol = found & 0xFF;
      int length = found >> 8;
      boolean known = found != 0 && isLegal(symbol) && used + length <= SKIP_BITS;
      if (!known
          || (symbol != HuffmanCode.END_OF_BLOCK && passed + places(symbol) > Zigzag.BLOCK)) {
        break;
      }
      used += length + (symbol & 0xF);
      passed += places(symbol);
    }
    return (char) ((used == 0 ? UNKNOWN : passed) << PLACES_SHIFT | used);
  }

  private static int places(int symbol) {
    return symbol == HuffmanCode.END_OF_BLOCK ? ENDED : (symbol >> 4) + 1;
  }

  /** Whether a symbol may stand in a sequential scan of 8-bit samples. */
  private static boolean isLegal(int symbol) {
    int size = symbol & 0xF;
    return size == 0
        ? symbol == HuffmanCode.END_OF_BLOCK || symbol == HuffmanCode.SIXTEEN_ZEROS
        : size <= HuffmanCode.MAX_AC_SIZE;
  }

  /** The value of a size that bits begin with (F.2.2.1, EXTEND). */
  static int extend(long bits, int size) {
    int negative = (int) ~(bits >> 63);
    return size == 0 ? 0 : (int) (bits >>> (64 - size)) + (negative & (1 - (1 << size)));
  }
}
