package io.github.maskloom.internal.deflate;

import io.github.maskloom.errors.ImageFormatException;
import java.util.Arrays;

/**
 * A prefix code as a table: the next bits of the input are an index, the entry found there says
 * what they mean and how many of them to drop.
 *
 * <p>Codes longer than the index continue in a second table. An entry is laid out as
 *
 * <pre>
 * bits  0-5   bits to drop: the code, and the extra bits of a length or distance
 * bit   6     PAIR: the entry holds two literals
 * bit   7     LITERAL
 * bits  8-11  bits of the (first) code alone; bits of the second index where SUBTABLE is set
 * bit  12     SPECIAL: neither a literal nor a length or distance; one of the next three is set
 * bit  13     SUBTABLE     bit 14  END       bit 15  INVALID
 * bits 16-31  the literal, the second one above it; or the base of a length or distance; or where
 *             the second table begins
 * </pre>
 *
 * The low six bits are the drop count because that is what a shift of a long looks at.
 */
final class DecodeTable {
  static final int DROP_MASK = 0x3F;
  static final int PAIR_SHIFT = 6;
  static final int PAIR = 1 << PAIR_SHIFT;
  static final int LITERAL_SHIFT = 7;
  static final int LITERAL = 1 << LITERAL_SHIFT;
  static final int CODE_SHIFT = 8;
  static final int CODE_MASK = 0xF;
  static final int SPECIAL = 1 << 12;
  static final int SUBTABLE = 1 << 13;
  static final int END = 1 << 14;
  static final int INVALID = 1 << 15;
  static final int VALUE_SHIFT = 16;

  /** What a code's length adds to the entry of its symbol. */
  private static final int PER_CODE_BIT = 1 << CODE_SHIFT | 1;

  private static final int INVALID_ENTRY = SPECIAL | INVALID | PER_CODE_BIT;

  private final String name;
  private final int[] symbolEntries;
  private final int indexBits;
  private final int longestSingleCode;
  private final boolean pairing;
  private final int[] counts = new int[Tokens.MAX_CODE_BITS + 1];
  private final int[] offsets = new int[Tokens.MAX_CODE_BITS + 2];
  private final short[] sorted;

  final int[] entries;

  private DecodeTable(
      String name, int[] symbolEntries, int indexBits, int maxCodeBits, boolean incompleteAllowed) {
    this.name = name;
    this.symbolEntries = symbolEntries;
    this.indexBits = indexBits;
    this.longestSingleCode = incompleteAllowed ? 1 : -1;
    this.pairing = (symbolEntries[0] & LITERAL) != 0;
    this.sorted = new short[symbolEntries.length];
    // Every second table holds two codes or more.
    int maxSubtables = maxCodeBits > indexBits ? symbolEntries.length / 2 : 0;
    this.entries = new int[(1 << indexBits) + (maxSubtables << (maxCodeBits - indexBits))];
  }

  static DecodeTable literals(int indexBits) {
    int[] symbols = new int[Tokens.FIXED_LITERAL_SYMBOLS];
    for (int literal = 0; literal < Tokens.END_OF_BLOCK; literal++) {
      symbols[literal] = literal << VALUE_SHIFT | LITERAL;
    }
    symbols[Tokens.END_OF_BLOCK] = SPECIAL | END;
    fill(symbols, Tokens.FIRST_LENGTH_SYMBOL, Tokens.LENGTH_BASES, Tokens.LENGTH_EXTRA_BITS);
    return new DecodeTable("literal/length code", symbols, indexBits, Tokens.MAX_CODE_BITS, true);
  }

  static DecodeTable distances(int indexBits) {
    int[] symbols = new int[Tokens.FIXED_DISTANCE_SYMBOLS];
    fill(symbols, 0, Tokens.DISTANCE_BASES, Tokens.DISTANCE_EXTRA_BITS);
    return new DecodeTable("distance code", symbols, indexBits, Tokens.MAX_CODE_BITS, true);
  }

  static DecodeTable codeLengths() {
    int[] symbols = new int[CodeLengths.SYMBOLS];
    Arrays.setAll(symbols, symbol -> symbol << VALUE_SHIFT);
    int bits = CodeLengths.MAX_CODE_BITS;
    return new DecodeTable("code length code", symbols, bits, bits, false);
  }

  /** Entries of the symbols from {@code from} on; those behind the bases are invalid. */
  private static void fill(int[] symbols, int from, int[] bases, int[] extraBits) {
    Arrays.fill(symbols, from, symbols.length, SPECIAL | INVALID);
    for (int i = 0; i < bases.length; i++) {
      symbols[from + i] = bases[i] << VALUE_SHIFT | extraBits[i];
    }
  }

  /**
   * Builds the table of the canonical code with these lengths (RFC 1951, section 3.2.2), 0 for a
   * symbol that does not occur.
   *
   * <p>A code may be incomplete only as zlib writes it: a single code of one bit, or no code.
   *
   * @param bit where to report a set of lengths that is no code
   */
  void build(byte[] lengths, int from, int count, long bit) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < count; i++) {
      counts[lengths[from + i]]++;
    }
    int unused = unusedCodes(bit);
    sort(lengths, from, count);
    if (unused == 0) {
      fillComplete();
    } else if (longestUsed() <= longestSingleCode) {
      fillIncomplete();
    } else {
      throw ImageFormatException.atBit("zlib", name, bit, "the code lengths leave codes unused");
    }
  }

  /** Codes of the greatest length that no symbol has; 0 if the code is complete. */
  private int unusedCodes(long bit) {
    int unused = 1;
    for (int length = 1; length <= Tokens.MAX_CODE_BITS; length++) {
      unused = 2 * unused - counts[length];
      if (unused < 0) {
        throw ImageFormatException.atBit(
            "zlib", name, bit, "the code lengths ask for more codes than there are");
      }
    }
    return unused;
  }

  private int longestUsed() {
    int length = Tokens.MAX_CODE_BITS;
    while (length > 0 && counts[length] == 0) {
      length--;
    }
    return length;
  }

  /** Sorts the symbols that occur by length, then by value: the order of their codes. */
  private void sort(byte[] lengths, int from, int count) {
    offsets[1] = 0;
    for (int length = 1; length <= Tokens.MAX_CODE_BITS; length++) {
      offsets[length + 1] = offsets[length] + counts[length];
    }
    for (int symbol = 0; symbol < count; symbol++) {
      int length = lengths[from + symbol];
      if (length != 0) {
        sorted[offsets[length]++] = (short) symbol;
      }
    }
  }

  private void fillIncomplete() {
    Arrays.fill(entries, 0, 1 << indexBits, INVALID_ENTRY);
    if (counts[1] == 1) {
      int entry = symbolEntries[sorted[0]] + PER_CODE_BIT;
      for (int index = 0; index < 1 << indexBits; index += 2) {
        entries[index] = entry;
      }
    }
  }

  /**
   * Places codes by growing length. While the longest code so far has n bits, the first 2^n entries
   * are the whole table; they are doubled when a longer code follows.
   */
  private void fillComplete() {
    int at = 0;
    int code = 0;
    int filledBits = 0;
    for (int length = 1; length <= indexBits; length++) {
      for (int left = counts[length]; left > 0; left--) {
        grow(filledBits, length);
        filledBits = length;
        entries[code] = symbolEntries[sorted[at++]] + length * PER_CODE_BIT;
        code = following(code, length);
      }
    }
    grow(filledBits, indexBits);
    if (code != 0) {
      fillSubtables(at, code);
    }
    if (pairing) {
      pairLiterals();
    }
  }

  private void grow(int fromBits, int toBits) {
    for (int bits = fromBits; bits < toBits; bits++) {
      System.arraycopy(entries, 0, entries, 1 << bits, 1 << bits);
    }
  }

  private void fillSubtables(int firstSymbol, int firstCode) {
    int at = firstSymbol;
    int code = firstCode;
    int subtableBits = longestUsed() - indexBits;
    int prefix = -1;
    int offset = (1 << indexBits) - (1 << subtableBits);
    for (int length = indexBits + 1; length <= Tokens.MAX_CODE_BITS; length++) {
      for (int left = counts[length]; left > 0; left--) {
        if (prefix != (code & ((1 << indexBits) - 1))) {
          prefix = code & ((1 << indexBits) - 1);
          offset += 1 << subtableBits;
          entries[prefix] =
              offset << VALUE_SHIFT | SPECIAL | SUBTABLE | subtableBits << CODE_SHIFT | indexBits;
        }
        int entry = symbolEntries[sorted[at++]] + length * PER_CODE_BIT;
        int step = 1 << (length - indexBits);
        for (int index = code >>> indexBits; index < 1 << subtableBits; index += step) {
          entries[offset + index] = entry;
        }
        code = following(code, length);
      }
    }
  }

  /** Adds one to a code whose bits are in stream order, so the carry runs downwards. */
  private static int following(int code, int length) {
    int zeros = code ^ (1 << length) - 1;
    int carry = Integer.highestOneBit(zeros);
    return zeros == 0 ? 0 : (code & (carry - 1)) | carry;
  }

  /** Joins a literal with the one after it where both codes fit into the index. */
  private void pairLiterals() {
    // Downwards: the entry of the second literal has a lower index and is still a single one.
    for (int index = (1 << indexBits) - 1; index >= 0; index--) {
      int first = entries[index];
      int second = entries[index >>> (first & DROP_MASK)];
      int secondBits = second & DROP_MASK;
      int pair = first + PAIR + secondBits + (second >>> VALUE_SHIFT << 24);
      // All ones where both are literals and fit; a branch here would be mispredicted half the
      // time.
      int both = -((first & second & LITERAL) >>> LITERAL_SHIFT);
      int fit = ((first & DROP_MASK) + secondBits - indexBits - 1) >> 31;
      entries[index] = first + ((pair - first) & both & fit);
    }
  }
}
