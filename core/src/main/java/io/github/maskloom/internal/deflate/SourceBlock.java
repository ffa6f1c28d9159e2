package io.github.maskloom.internal.deflate;

import java.io.IOException;

/**
 * What is needed to write a block of a source again, with other data in it: its header and its
 * codes, kept beyond the {@link BlockHeader} they were read from. Memory: 9 KiB.
 */
public final class SourceBlock {
  private static final byte[] NO_HEADER = {};

  private final BlockCodes dynamicCodes = BlockCodes.unset();
  private BlockCodes codes = dynamicCodes;
  private byte[] header = NO_HEADER;
  private int headerBits;
  private long startBit;
  private long endBit;

  SourceBlock() {}

  void set(BlockHeader block) {
    startBit = block.startBit();
    endBit = block.endBit();
    headerBits = block.type() == BlockHeader.Type.STORED ? 0 : block.bitCount();
    int bytes = (headerBits + 7) / 8;
    if (header.length < bytes) {
      header = new byte[bytes];
    }
    System.arraycopy(block.bytes(), 0, header, 0, bytes);
    if (hasCodes()) {
      // Other blocks follow, whatever followed in the source.
      header[0] &= ~1;
    }
    if (block.type() == BlockHeader.Type.DYNAMIC) {
      block.copyCodes(dynamicCodes);
      codes = dynamicCodes;
    } else {
      codes = BlockCodes.FIXED;
    }
  }

  /** Makes this a block that cannot be written again. */
  public void clear() {
    headerBits = 0;
  }

  /** Whether the block can be written again; a stored one cannot. */
  public boolean hasCodes() {
    return headerBits > 0;
  }

  /** Offset of the header in the source's stream, in bits. */
  public long startBit() {
    return startBit;
  }

  /** Offset of the first token in the source's stream, in bits. */
  public long endBit() {
    return endBit;
  }

  /**
   * Whether most of the block's bytes are repeats, more than two thirds as its codes tell: a symbol
   * with a code of so many bits is one in 2^bits. A block that cannot be written again has none.
   */
  public boolean isMostlyRepeats() {
    return hasCodes() && codes.repeatedBytes() > 2 * codes.literalBytes();
  }

  BlockCodes codes() {
    return codes;
  }

  /** Opens the block in the output; it is not the last one. */
  void writeHeader(BitWriter out) throws IOException {
    out.copy(header, 0, headerBits);
  }
}
