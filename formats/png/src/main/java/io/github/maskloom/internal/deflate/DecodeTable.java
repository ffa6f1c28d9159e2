package io.github.maskloom.internal.deflate;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.deflate.Tokens.CodeLengths;
import java.util.Arrays;

/**
 * A prefix code as a table: the next bits of the input are an index, the entry found there says
 * what they mean and how many of them to drop.
 *
 * <p>Codes longer than the index continue in a second table. An entry of literals is laid out as
 *
 * <pre>
 * bits  0-5   bits to drop: the codes of all its literals
 * bits  6-7   how many literals it holds, 1 to 3
 * bits  8-31  the literals, the first one lowest; zeros above them
 * </pre>
 *
 * and any other entry as
 *
 * <pre>
 * bits  0-5   bits to drop: the code, and the extra bits of a length or distance
 * bits  6-7   0
 * bits  8-11  bits of the (first) code alone; bits of the second index where SUBTABLE is set
 * bit  12     SPECIAL: neither a length nor a distance; one of the next three is set
 * bit  13     SUBTABLE     bit 14  END       bit 15  INVALID
 * bits 16-31  the base of a length or distance; or where the second table begins
 * </pre>
 *
 * The low six bits are the drop count because that is what a shift of a long looks at. Literals
 * fill the rest of their entry, so what their codes have alone is in {@link #literalBits}.
 *
 * <p>A table of the code length code has a third layout, see {@link #codeLengths}.
 */
final class DecodeTable {
  static final int DROP_MASK = 0x3F;
  static final int COUNT_SHIFT = 6;

  /** Not zero in an entry of literals. */
  static final int LITERALS = 3 << COUNT_SHIFT;

  static final int LITERAL_SHIFT = 8;
  static final int CODE_SHIFT = 8;
  static final int CODE_MASK = 0xF;
  static final int SPECIAL = 1 << 12;
  static final int SUBTABLE = 1 << 13;
  static final int END = 1 << 14;
  static final int INVALID = 1 << 15;
  static final int VALUE_SHIFT = 16;

  /** In an entry of the code length code: whether it repeats the length before it. */
  static final int PREVIOUS = 1 << 20;

  /** In an entry of the code length code: how many lengths it stands for, but for extra bits. */
  static final int REPEATS_SHIFT = 24;

  private static final int MAX_INDEX_BITS = 12;

  /** Lengths that a code can have, 0 among them. */
  private static final int LENGTHS = Tokens.MAX_CODE_BITS + 1;

  /** The bits of an index in reverse; codes are counted from their first bit down, indexes up. */
  private static final short[] REVERSED = new short[1 << MAX_INDEX_BITS];

  static {
    for (int i = 0; i < REVERSED.length; i++) {
      REVERSED[i] = (short) (Integer.reverse(i) >>> (32 - MAX_INDEX_BITS));
    }
  }

  /** What a code's length adds to the entry of its symbol. */
  private static final int PER_CODE_BIT = 1 << CODE_SHIFT | 1;

  private static final int INVALID_ENTRY = SPECIAL | INVALID | PER_CODE_BIT;

  private final String name;
  private final int[] symbolEntries;
  private final int indexBits;
  private final int longestSingleCode;
  private final boolean joining;
  private final int[] counts = new int[LENGTHS];
  private final int[] offsets = new int[LENGTHS];
  private final short[] sorted;

  /**
   * What may follow a literal, by the bits after its code: {@code tails[1 << m | i]} for i of m
   * bits is what to add to the literal's entry, 0 if no literal follows within these bits.
   */
  private final int[] tails;

  final int[] entries;

  /** Bits of each literal's code. */
  final byte[] literalBits = new byte[Tokens.END_OF_BLOCK];

  private DecodeTable(
      String name, int[] symbolEntries, int indexBits, int maxCodeBits, boolean incompleteAllowed) {
    this.name = name;
    this.symbolEntries = symbolEntries;
    this.indexBits = indexBits;
    this.longestSingleCode = incompleteAllowed ? 1 : -1;
    this.joining = (symbolEntries[0] & LITERALS) != 0;
    this.tails = new int[joining ? 1 << indexBits : 0];
    this.sorted = new short[symbolEntries.length];
    // Every second table holds two codes or more.
    int maxSubtables = maxCodeBits > indexBits ? symbolEntries.length / 2 : 0;
    this.entries = new int[(1 << indexBits) + (maxSubtables << (maxCodeBits - indexBits))];
  }

  static DecodeTable literals(int indexBits) {
    int[] symbols = new int[Tokens.FIXED_LITERAL_SYMBOLS];
    for (int literal = 0; literal < Tokens.END_OF_BLOCK; literal++) {
      symbols[literal] = literal << LITERAL_SHIFT | 1 << COUNT_SHIFT;
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

  /**
   * The table of the code length code. As a length or distance, an entry has its code alone in bits
   * 8 to 11 and drops the extra bits too; but bits 16 to 19 are the code length it stands for.
   */
  static DecodeTable codeLengths() {
    int[] symbols = new int[CodeLengths.SYMBOLS];
    Arrays.setAll(symbols, DecodeTable::codeLengthEntry);
    int bits = CodeLengths.MAX_CODE_BITS;
    return new DecodeTable("code length code", symbols, bits, bits, false);
  }

  private static int codeLengthEntry(int symbol) {
    int length = symbol < CodeLengths.REPEAT_PREVIOUS ? symbol : 0;
    return CodeLengths.minRepeats(symbol) << REPEATS_SHIFT
        | (symbol == CodeLengths.REPEAT_PREVIOUS ? PREVIOUS : 0)
        | length << VALUE_SHIFT
        | CodeLengths.extraBits(symbol);
  }

  /** The entry of the code that the next bits begin with, in whichever table it stands. */
  int entry(long hold) {
    int entry = entries[(int) hold & (1 << indexBits) - 1];
    if ((entry & LITERALS) == 0 && (entry & SUBTABLE) != 0) {
      entry = entries[subtableIndex(entry, hold, indexBits)];
    }
    return entry;
  }

  /** Index of a long code's entry; a special entry has its second index's size and start. */
  static int subtableIndex(int entry, long hold, int indexBits) {
    int bits = entry >>> CODE_SHIFT & CODE_MASK;
    return (entry >>> VALUE_SHIFT) + ((int) (hold >>> indexBits) & (1 << bits) - 1);
  }

  /** The extra bits of an entry that is not special, which follow the code in {@code hold}. */
  static int extra(int entry, long hold) {
    return (int) ((hold & ~(-1L << entry)) >>> (entry >>> CODE_SHIFT));
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
    count(lengths, from, count);
    int unused = unusedCodes(bit);
    if (joining) {
      System.arraycopy(lengths, from, literalBits, 0, literalBits.length);
    }
    sort(lengths, from, count);
    if (unused == 0) {
      fillComplete();
    } else if (longestUsed() <= longestSingleCode) {
      fillIncomplete();
    } else {
      throw ImageFormatException.atBit("zlib", name, bit, "the code lengths leave codes unused");
    }
  }

  private void count(byte[] lengths, int from, int count) {
    Arrays.fill(counts, 0);
    for (int i = from; i < from + count; i++) {
      counts[lengths[i]]++;
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

  /**
   * Sorts the symbols by length, then by value: the order of their codes. Those that do not occur
   * come first, because asking for them would cost more than moving them.
   */
  private void sort(byte[] lengths, int from, int count) {
    int[] next = offsets;
    int at = 0;
    for (int length = 0; length < LENGTHS; length++) {
      next[length] = at;
      at += counts[length];
    }
    for (int symbol = 0; symbol < count; symbol++) {
      sorted[next[lengths[from + symbol]]++] = (short) symbol;
    }
  }

  private void fillIncomplete() {
    Arrays.fill(entries, 0, 1 << indexBits, INVALID_ENTRY);
    if (counts[1] == 1) {
      int entry = entryOf(sorted[counts[0]], 1);
      for (int index = 0; index < 1 << indexBits; index += 2) {
        entries[index] = entry;
      }
    }
  }

  private int entryOf(int symbol, int length) {
    int entry = symbolEntries[symbol];
    return entry + length * ((entry & LITERALS) != 0 ? 1 : PER_CODE_BIT);
  }

  /**
   * Places codes by growing length. With all codes of up to n bits, the first 2^n entries are the
   * whole table, zeros where longer codes begin; they are doubled before longer codes are placed.
   */
  private void fillComplete() {
    int joined = joining ? indexBits - shortestUsed() : 0;
    int at = counts[0];
    int code = 0;
    entries[0] = 0;
    for (int length = 1; length <= indexBits; length++) {
      System.arraycopy(entries, 0, entries, 1 << (length - 1), 1 << (length - 1));
      code *= 2;
      for (int end = at + counts[length]; at < end; at++) {
        entries[indexOf(code++, length)] = entryOf(sorted[at], length);
      }
      if (length <= joined) {
        fillTails(length, indexBits - joined);
      }
    }
    if (code != 1 << indexBits) {
      fillSubtables(at, indexOf(code, indexBits));
    }
    joinLiterals(joined);
  }

  private int shortestUsed() {
    int length = 1;
    while (counts[length] == 0) {
      length++;
    }
    return length;
  }

  /** Index of a code, or of the first code that begins with it. */
  private static int indexOf(int code, int length) {
    return REVERSED[code << (MAX_INDEX_BITS - length)];
  }

  /**
   * Fills the tails of that many bits, which are all that {@link #entries} has looked at so far.
   *
   * <p>Without branches, which would be mispredicted half the time: a mask is all ones where an
   * entry is a literal, or where two fit.
   */
  private void fillTails(int bits, int shortest) {
    int[] table = entries;
    int[] to = tails;
    int size = 1 << bits;
    for (int index = 0; index < size; index++) {
      to[size + index] = shifted(table[index], 8);
    }
    if (bits >= 2 * shortest) {
      for (int index = 0; index < size; index++) {
        int first = table[index] & DROP_MASK;
        int second = table[index >>> first];
        int fit = (first + (second & DROP_MASK) - bits - 1) >> 31;
        to[size + index] += shifted(second, 16) & fit & literalMask(table[index]);
      }
    }
  }

  /** What another entry gains when it takes the literal of an entry; 0 if that is not one. */
  private static int shifted(int entry, int bits) {
    int shifted = (entry & 0xFF) | entry >>> LITERAL_SHIFT << (LITERAL_SHIFT + bits);
    return shifted & literalMask(entry);
  }

  /** All ones for a single literal, 0 for any entry but literals. */
  private static int literalMask(int entry) {
    return -(entry >>> COUNT_SHIFT & 1);
  }

  /** Joins each literal of at most that many bits with the literals that fit behind it. */
  private void joinLiterals(int maxBits) {
    int at = counts[0];
    int code = 0;
    for (int length = 1; length <= maxBits; length++) {
      code *= 2;
      for (int end = at + counts[length]; at < end; at++) {
        int index = indexOf(code++, length);
        if (sorted[at] < Tokens.END_OF_BLOCK) {
          join(index, length, entryOf(sorted[at], length));
        }
      }
    }
  }

  /** Writes all entries that begin with a literal. */
  private void join(int firstIndex, int length, int entry) {
    int[] table = entries;
    int[] from = tails;
    int size = 1 << (indexBits - length);
    int index = firstIndex;
    for (int tail = size; tail < 2 * size; tail++) {
      table[index] = entry + from[tail];
      index += 1 << length;
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
        int entry = entryOf(sorted[at++], length);
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
}
