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
  private boolean stored;
  private long startBit;
  private long endBit;

  SourceBlock() {}

  void set(BlockHeader block) {
    startBit = block.startBit();
    endBit = block.endBit();
    stored = block.type() == BlockHeader.Type.STORED;
    headerBits = stored ? 0 : block.bitCount();
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

  boolean isStored() {
    return stored;
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
   * Whether repeats pay well: without them the block would be more than twice as long, as its codes
   * tell. A block that cannot be written again tells nothing.
   */
  public boolean isHalvedByRepeats() {
    return hasCodes() && new TokenMix(codes).repeatsHalve();
  }

  BlockCodes codes() {
    return codes;
  }

  /** Opens the block in the output; it is not the last one. */
  void writeHeader(BitWriter out) throws IOException {
    out.copy(header, 0, headerBits);
  }
}
