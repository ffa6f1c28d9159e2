package io.github.maskloom.internal.deflate;

import io.github.maskloom.internal.deflate.Tokens.CodeLengths;
import java.io.IOException;
import java.util.Arrays;

/**
 * The header of a dynamic block behind its type: the code lengths (RFC 1951, section 3.2.7). Also
 * writes blocks without data.
 */
public final class DynamicHeader {
  private static final int MIN_LITERALS = 257;
  private static final int MIN_DISTANCES = 1;
  private static final int MIN_LENGTH_CODES = 4;

  /** An empty block with the fixed codes: its type and seven zeros that end it. */
  private static final int FIXED_BITS = 10;

  private final HuffmanCode lengthCode =
      new HuffmanCode(CodeLengths.SYMBOLS, CodeLengths.MAX_CODE_BITS);
  private final int[] frequencies = new int[CodeLengths.SYMBOLS];
  private final byte[] lengths = new byte[Tokens.LITERAL_SYMBOLS + Tokens.DISTANCE_SYMBOLS];

  /** Symbol, and above it the value of its extra bits. */
  private final int[] symbols = new int[lengths.length];

  private int symbolCount;
  private int literalCount;
  private int distanceCount;
  private int lengthCodeCount;

  /** Prepares the header of a block with these codes. */
  void plan(BlockCodes codes) {
    byte[] literals = codes.literals().lengths();
    byte[] distances = codes.distances().lengths();
    literalCount = usedCount(literals, MIN_LITERALS);
    distanceCount = usedCount(distances, MIN_DISTANCES);
    System.arraycopy(literals, 0, lengths, 0, literalCount);
    System.arraycopy(distances, 0, lengths, literalCount, distanceCount);
    symbolCount = 0;
    Arrays.fill(frequencies, 0);
    findRepeats(literalCount + distanceCount);
    lengthCode.build(frequencies);
    lengthCodeCount = CodeLengths.SYMBOLS;
    while (lengthCodeCount > MIN_LENGTH_CODES
        && lengthCode.lengths()[CodeLengths.ORDER[lengthCodeCount - 1]] == 0) {
      lengthCodeCount--;
    }
  }

  /** Number of bits that {@link #write} writes. */
  long bits() {
    long bits = 5 + 5 + 4 + 3L * lengthCodeCount + lengthCode.bits(frequencies);
    for (int symbol = CodeLengths.REPEAT_PREVIOUS; symbol < CodeLengths.SYMBOLS; symbol++) {
      bits += (long) frequencies[symbol] * CodeLengths.extraBits(symbol);
    }
    return bits;
  }

  void write(BitWriter out) throws IOException {
    out.write(literalCount - MIN_LITERALS, 5);
    out.write(distanceCount - MIN_DISTANCES, 5);
    out.write(lengthCodeCount - MIN_LENGTH_CODES, 4);
    for (int i = 0; i < lengthCodeCount; i++) {
      out.write(lengthCode.lengths()[CodeLengths.ORDER[i]], 3);
    }
    for (int i = 0; i < symbolCount; i++) {
      int symbol = symbols[i] & 0xFF;
      int entry = lengthCode.entry(symbol);
      out.write(HuffmanCode.code(entry), HuffmanCode.length(entry));
      out.write(symbols[i] >>> 8, CodeLengths.extraBits(symbol));
    }
  }

  private static int usedCount(byte[] lengths, int least) {
    int count = lengths.length;
    while (count > least && lengths[count - 1] == 0) {
      count--;
    }
    return count;
  }

  private void findRepeats(int count) {
    for (int at = 0; at < count; ) {
      int run = 1;
      while (at + run < count && lengths[at + run] == lengths[at]) {
        run++;
      }
      if (lengths[at] == 0) {
        addZeros(run);
      } else {
        addLengths(lengths[at], run);
      }
      at += run;
    }
  }

  private void addZeros(int run) {
    int left = addRepeats(CodeLengths.REPEAT_ZERO_LONG, 138, run);
    left = addRepeats(CodeLengths.REPEAT_ZERO, 10, left);
    for (; left > 0; left--) {
      add(0, 0);
    }
  }

  private void addLengths(int length, int run) {
    add(length, 0);
    for (int left = addRepeats(CodeLengths.REPEAT_PREVIOUS, 6, run - 1); left > 0; left--) {
      add(length, 0);
    }
  }

  /** Adds a repeat symbol as often as it applies; returns what is left of the run. */
  private int addRepeats(int symbol, int most, int run) {
    int left = run;
    int least = CodeLengths.minRepeats(symbol);
    while (left >= least) {
      int repeats = Math.min(left, most);
      add(symbol, repeats - least);
      left -= repeats;
    }
    return left;
  }

  private void add(int symbol, int extra) {
    symbols[symbolCount++] = extra << 8 | symbol;
    frequencies[symbol]++;
  }

  /**
   * Writes empty blocks, 125 bits at most, until the output's position modulo 8 is the given one.
   * Must stand between two blocks. Bits that are copied from another stream keep their meaning only
   * at the phase they had there: a stored block among them begins at a byte.
   */
  public static void padTo(BitWriter out, int phase) throws IOException {
    if (((out.position() ^ phase) & 1) != 0) {
      writeOdd(out);
    }
    while ((out.position() & 7) != phase) {
      out.write(BlockHeader.FIXED << 1, FIXED_BITS);
    }
  }

  /**
   * An empty dynamic block of 95 bits. The literal 0, the end of the block and two distances have
   * codes of one bit, because some decoders refuse a code of a single symbol.
   */
  private static void writeOdd(BitWriter out) throws IOException {
    out.write(BlockHeader.DYNAMIC << 1, 3);
    out.write(0, 5);
    out.write(2 - 1, 5);
    out.write(CodeLengths.SYMBOLS - 4, 4);
    for (int symbol : CodeLengths.ORDER) {
      boolean used = symbol == 1 || symbol == CodeLengths.REPEAT_ZERO_LONG;
      out.write(used ? 1 : 0, 3);
    }
    out.write(0, 1);
    writeZeroLengths(out, 138);
    writeZeroLengths(out, 117);
    out.write(0, 3);
    out.write(1, 1);
  }

  private static void writeZeroLengths(BitWriter out, int count) throws IOException {
    out.write(1, 1);
    out.write(count - CodeLengths.minRepeats(CodeLengths.REPEAT_ZERO_LONG), 7);
  }
}
