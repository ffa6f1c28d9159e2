package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/**
 * What tokens cost in bits, by the codes of the block before: neighbouring blocks of an image are
 * alike. Symbols that did not occur there, and all of them before the first block, are given what
 * they usually cost, so that they stay worth a try.
 */
final class TokenCosts {
  private static final int USUAL_LITERAL_BITS = 6;
  private static final int RARE_LITERAL_BITS = 11;
  private static final int USUAL_LENGTH_BITS = 8;
  private static final int USUAL_DISTANCE_BITS = 5;

  private final int[] literalBits = new int[256];
  private final int[] lengthBits = new int[Tokens.MAX_LENGTH + 1];
  private final int[] distanceBits = new int[Tokens.DISTANCE_SYMBOLS];

  TokenCosts() {
    Arrays.fill(literalBits, USUAL_LITERAL_BITS);
    for (int length = Tokens.MIN_LENGTH; length <= Tokens.MAX_LENGTH; length++) {
      int extra = Tokens.lengthExtraBits(Tokens.lengthSymbol(length));
      lengthBits[length] = USUAL_LENGTH_BITS + extra;
    }
    Arrays.setAll(distanceBits, symbol -> USUAL_DISTANCE_BITS + Tokens.DISTANCE_EXTRA_BITS[symbol]);
    distanceBits[0] = 1;
  }

  /** Goes over to the codes of the newest block. */
  void follow(HuffmanCode literals, HuffmanCode distances) {
    for (int literal = 0; literal < literalBits.length; literal++) {
      literalBits[literal] = orElse(literals.lengths()[literal], RARE_LITERAL_BITS);
    }
    for (int length = Tokens.MIN_LENGTH; length <= Tokens.MAX_LENGTH; length++) {
      int symbol = Tokens.lengthSymbol(length);
      lengthBits[length] =
          orElse(literals.lengths()[symbol], USUAL_LENGTH_BITS) + Tokens.lengthExtraBits(symbol);
    }
    for (int symbol = 0; symbol < distanceBits.length; symbol++) {
      distanceBits[symbol] =
          orElse(distances.lengths()[symbol], USUAL_DISTANCE_BITS)
              + Tokens.DISTANCE_EXTRA_BITS[symbol];
    }
  }

  private static int orElse(int bits, int usual) {
    return bits == 0 ? usual : bits;
  }

  int literal(byte value) {
    return literalBits[value & 0xFF];
  }

  int match(int length, int distance) {
    return lengthBits[length] + distanceBits[Tokens.distanceSymbol(distance)];
  }

  /** Whether a match is cheaper than its bytes as literals. */
  boolean favours(byte[] bytes, int at, int length, int distance) {
    int left = match(length, distance);
    for (int i = at; i < at + length && left >= 0; i++) {
      left -= literal(bytes[i]);
    }
    return left < 0;
  }
}
