package io.github.maskloom.internal.deflate;

import java.io.IOException;

/**
 * Blocks without data that move the output to a wanted bit of a byte.
 *
 * <p>Bits that are copied from another stream keep their meaning only at the phase they had there:
 * a stored block among them begins at a byte, wherever that is.
 */
public final class PaddingBlocks {
  /** An empty block with the fixed codes: its type and seven zeros that end it. */
  private static final int FIXED_BITS = 10;

  private PaddingBlocks() {}

  /**
   * Writes empty blocks, 125 bits at most, until the output's position modulo 8 is the given one.
   * Must stand between two blocks.
   */
  public static void writeTo(BitWriter out, int phase) throws IOException {
    if (((out.position() ^ phase) & 1) != 0) {
      writeOdd(out);
    }
    while ((out.position() & 7) != phase) {
      out.write(BlockHeader.Type.FIXED.number() << 1, FIXED_BITS);
    }
  }

  /**
   * An empty dynamic block of 95 bits. The literal 0, the end of the block and two distances have
   * codes of one bit, because some decoders refuse a code of a single symbol.
   */
  private static void writeOdd(BitWriter out) throws IOException {
    out.write(BlockHeader.Type.DYNAMIC.number() << 1, 3);
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
