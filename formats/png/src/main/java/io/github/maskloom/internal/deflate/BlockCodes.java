package io.github.maskloom.internal.deflate;

import java.io.IOException;

/** The two codes of a deflate block, and how tokens are written with them (RFC 1951, 3.2.5). */
record BlockCodes(HuffmanCode literals, HuffmanCode distances) {
  /** The codes of fixed blocks. */
  static final BlockCodes FIXED =
      new BlockCodes(
          HuffmanCode.of(Tokens.fixedLiteralLengths()),
          HuffmanCode.of(Tokens.fixedDistanceLengths()));

  /** Room for codes of any block. */
  static BlockCodes unset() {
    return new BlockCodes(
        new HuffmanCode(Tokens.LITERAL_SYMBOLS, Tokens.MAX_CODE_BITS),
        new HuffmanCode(Tokens.DISTANCE_SYMBOLS, Tokens.MAX_CODE_BITS));
  }

  /** The best codes for some tokens. */
  static BlockCodes of(TokenCount tokens) {
    BlockCodes codes = unset();
    codes.build(tokens);
    return codes;
  }

  /** Becomes the best codes for some tokens. */
  void build(TokenCount tokens) {
    literals.build(tokens.literals);
    distances.build(tokens.distances);
  }

  /** Whether each of these bytes has a code. */
  boolean hasLiterals(byte[] bytes, int from, int to) {
    // A missing code has length 0, so that its entry less one is the only negative number.
    int missing = 0;
    for (int i = from; i < to; i++) {
      missing |= literals.entry(bytes[i] & 0xFF) - 1;
    }
    return missing >= 0;
  }

  /** Whether matches of this distance have a code. */
  boolean hasDistance(int distance) {
    return distances.entry(Tokens.distanceSymbol(distance)) != 0;
  }

  /** The greatest length up to {@code length} that has a code; 0 if there is none. */
  int longestMatch(int length) {
    int symbol = Tokens.lengthSymbol(length);
    if (literals.entry(symbol) != 0) {
      return length;
    }
    do {
      symbol--;
    } while (symbol >= Tokens.FIRST_LENGTH_SYMBOL && literals.entry(symbol) == 0);
    if (symbol < Tokens.FIRST_LENGTH_SYMBOL) {
      return 0;
    }
    int longest = Tokens.lengthBase(symbol) + (1 << Tokens.lengthExtraBits(symbol)) - 1;
    // 258 has a symbol of its own, although the one before could express it.
    return Math.min(longest, Tokens.MAX_LENGTH - 1);
  }

  /** Bits of these bytes as literals. */
  long literalBits(byte[] bytes, int from, int to) {
    byte[] lengths = literals.lengths();
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits += lengths[bytes[i] & 0xFF];
    }
    return bits;
  }

  /** Writes a match whose length and distance have a code. */
  void writeMatch(BitWriter out, int length, int distance) throws IOException {
    int lengthSymbol = Tokens.lengthSymbol(length);
    int entry = literals.entry(lengthSymbol);
    long bits = HuffmanCode.code(entry);
    int count = HuffmanCode.length(entry);
    bits |= (long) (length - Tokens.lengthBase(lengthSymbol)) << count;
    count += Tokens.lengthExtraBits(lengthSymbol);
    int distanceSymbol = Tokens.distanceSymbol(distance);
    entry = distances.entry(distanceSymbol);
    bits |= (long) HuffmanCode.code(entry) << count;
    count += HuffmanCode.length(entry);
    bits |= (long) (distance - Tokens.DISTANCE_BASES[distanceSymbol]) << count;
    count += Tokens.DISTANCE_EXTRA_BITS[distanceSymbol];
    out.write(bits, count);
  }

  /** Writes the end of the block. */
  void writeEnd(BitWriter out) throws IOException {
    int entry = literals.entry(Tokens.END_OF_BLOCK);
    out.write(HuffmanCode.code(entry), HuffmanCode.length(entry));
  }
}
