package io.github.maskloom.internal.deflate;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each symbol occurs in some tokens. */
final class TokenCount implements TokenFinder.Sink {
  /** Those of literals, lengths, and the end of a block. */
  final int[] literals = new int[Tokens.LITERAL_SYMBOLS];

  final int[] distances = new int[Tokens.DISTANCE_SYMBOLS];

  /** Bits behind the codes of matches, the same whatever the codes are. */
  private long extraBits;

  void clear() {
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    extraBits = 0;
  }

  @Override
  public void literals(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      literals[bytes[i] & 0xFF]++;
    }
  }

  @Override
  public void match(byte[] bytes, int at, int length, int distance) {
    addMatch(length, distance);
  }

  void addMatch(int length, int distance) {
    int lengthSymbol = Tokens.lengthSymbol(length);
    int distanceSymbol = Tokens.distanceSymbol(distance);
    literals[lengthSymbol]++;
    distances[distanceSymbol]++;
    extraBits += Tokens.lengthExtraBits(lengthSymbol) + Tokens.DISTANCE_EXTRA_BITS[distanceSymbol];
  }

  /** Number of tokens. */
  long total() {
    return IntStream.of(literals).sum();
  }

  /** Bits that they take in these codes. */
  long bits(BlockCodes codes) {
    return codes.literals().bits(literals) + codes.distances().bits(distances) + extraBits;
  }

  /** Bits that they would take in the best codes that there could be. */
  double entropyBits() {
    return extraBits + HuffmanCode.entropyBits(literals) + HuffmanCode.entropyBits(distances);
  }
}
