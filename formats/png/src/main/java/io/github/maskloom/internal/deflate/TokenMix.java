package io.github.maskloom.internal.deflate;

/**
 * The mix of tokens that a block's codes were made for: a symbol with a code of so many bits is one
 * in 2^bits. So what repeats save in a block shows before it is decoded.
 */
final class TokenMix {
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
    return matches > 0 && 2 * (literalBits + matchBits) < (literals + matchedBytes) * bitsOfLiteral;
  }
}
