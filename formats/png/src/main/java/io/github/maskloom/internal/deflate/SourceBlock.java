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
    stored = block.type() == BlockHeader.STORED;
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
    if (block.type() == BlockHeader.DYNAMIC) {
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

  /**
   * The mix of tokens that a block's codes were made for: a symbol with a code of that many bits is
   * one in 2^bits. So what repeats save in a block shows before it is decoded.
   */
  private static final class TokenMix {
    private static final double LITERAL_BITS_WITHOUT_LITERALS = 8;

    private double literals;
    private double literalBits;
    private double matches;
    private double matchedBytes;
    private double matchBits;

    TokenMix(BlockCodes codes) {
      byte[] lengths = codes.literals().lengths();
      for (int literal = 0; literal < Tokens.END_OF_BLOCK; literal++) {
        literals += share(lengths[literal]);
        literalBits += share(lengths[literal]) * lengths[literal];
      }
      double distanceBits = meanBits(codes.distances().lengths());
      for (int symbol = Tokens.FIRST_LENGTH_SYMBOL; symbol < Tokens.LITERAL_SYMBOLS; symbol++) {
        int extra = Tokens.lengthExtraBits(symbol);
        double share = share(lengths[symbol]);
        matches += share;
        matchedBytes += share * (Tokens.lengthBase(symbol) + (1 << extra) / 2);
        matchBits += share * (lengths[symbol] + extra + distanceBits);
      }
    }

    private static double share(int bits) {
      return bits == 0 ? 0 : 1.0 / (1 << bits);
    }

    private static double meanBits(byte[] distanceLengths) {
      double distances = 0;
      double bits = 0;
      for (int symbol = 0; symbol < Tokens.DISTANCE_SYMBOLS; symbol++) {
        double share = share(distanceLengths[symbol]);
        distances += share;
        bits += share * (distanceLengths[symbol] + Tokens.DISTANCE_EXTRA_BITS[symbol]);
      }
      return distances == 0 ? 0 : bits / distances;
    }

    /** Whether the block is less than half of what it would be if all bytes were literals. */
    boolean repeatsHalve() {
      double bitsOfLiteral = literals == 0 ? LITERAL_BITS_WITHOUT_LITERALS : literalBits / literals;
      return matches > 0
          && 2 * (literalBits + matchBits) < (literals + matchedBytes) * bitsOfLiteral;
    }
  }
}
