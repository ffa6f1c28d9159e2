package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/** Estimates how many bits tokens would take, by their entropy, without writing them. */
final class TokenEstimate implements TokenSink {
  private final int[] literalFrequencies = new int[Tokens.LITERAL_SYMBOLS];
  private final int[] distanceFrequencies = new int[Tokens.DISTANCE_SYMBOLS];
  private long extraBits;

  /** Number of tokens taken. */
  long tokenCount() {
    return Arrays.stream(literalFrequencies).sum();
  }

  /** Makes the costs those of a block with these tokens. */
  void teach(TokenCosts costs) {
    HuffmanCode literals = new HuffmanCode(Tokens.LITERAL_SYMBOLS, Tokens.MAX_CODE_BITS);
    HuffmanCode distances = new HuffmanCode(Tokens.DISTANCE_SYMBOLS, Tokens.MAX_CODE_BITS);
    literals.build(literalFrequencies);
    distances.build(distanceFrequencies);
    costs.follow(literals, distances);
  }

  void clear() {
    Arrays.fill(literalFrequencies, 0);
    Arrays.fill(distanceFrequencies, 0);
    extraBits = 0;
  }

  @Override
  public void literals(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      literalFrequencies[bytes[i] & 0xFF]++;
    }
  }

  @Override
  public void match(byte[] bytes, int at, int length, int distance) {
    int lengthSymbol = Tokens.lengthSymbol(length);
    int distanceSymbol = Tokens.distanceSymbol(distance);
    literalFrequencies[lengthSymbol]++;
    distanceFrequencies[distanceSymbol]++;
    extraBits += Tokens.lengthExtraBits(lengthSymbol) + Tokens.DISTANCE_EXTRA_BITS[distanceSymbol];
  }

  double bits() {
    return extraBits + entropyBits(literalFrequencies) + entropyBits(distanceFrequencies);
  }

  private static double entropyBits(int[] frequencies) {
    double total = 0;
    for (int frequency : frequencies) {
      total += frequency;
    }
    double bits = 0;
    for (int frequency : frequencies) {
      if (frequency != 0) {
        bits += frequency * Math.log(total / frequency);
      }
    }
    return bits / Math.log(2);
  }
}
