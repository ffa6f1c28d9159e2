package io.github.maskloom.internal.deflate;

import java.util.Arrays;

/**
 * The tokens of one deflate block in the making: its literals one after another, its matches beside
 * them, and the bytes themselves as long as a stored block could hold them.
 */
final class TokenBlock {
  /** A size at which the header costs little and the codes still follow the data. */
  static final int MAX_TOKENS = 1 << 15;

  /** The most that one stored block holds (RFC 1951, section 3.2.4). */
  static final int MAX_STORED_BYTES = 65535;

  private static final int MAX_MATCHES = 1 << 14;

  private final byte[] literals = new byte[MAX_TOKENS];

  /** Length above, distance in the lower 16 bits. */
  private final int[] matches = new int[MAX_MATCHES];

  /** How many literals stand before each match. */
  private final char[] literalsBefore = new char[MAX_MATCHES];

  private final byte[] bytes = new byte[MAX_STORED_BYTES];

  private final Histogram histogram = new Histogram();
  private int literalCount;
  private int matchCount;
  private long byteCount;

  /** How many tokens fit in. */
  int room() {
    return matchCount == MAX_MATCHES ? 0 : MAX_TOKENS - tokenCount();
  }

  int tokenCount() {
    return literalCount + matchCount;
  }

  boolean isEmpty() {
    return byteCount == 0;
  }

  /** Number of bytes that the tokens stand for. */
  long byteCount() {
    return byteCount;
  }

  /** The first {@link #byteCount} bytes, if these are at most {@link #MAX_STORED_BYTES}. */
  byte[] bytes() {
    return bytes;
  }

  byte[] literals() {
    return literals;
  }

  int literalCount() {
    return literalCount;
  }

  int matchCount() {
    return matchCount;
  }

  int length(int match) {
    return matches[match] >>> 16;
  }

  int distance(int match) {
    return matches[match] & 0xFFFF;
  }

  int literalsBefore(int match) {
    return literalsBefore[match];
  }

  /** Adds literals, at most as many as there is {@link #room}. */
  void addLiterals(byte[] source, int from, int count) {
    System.arraycopy(source, from, literals, literalCount, count);
    literalCount += count;
    keep(source, from, count);
  }

  void addMatch(byte[] source, int at, int length, int distance) {
    literalsBefore[matchCount] = (char) literalCount;
    matches[matchCount++] = length << 16 | distance;
    keep(source, at, length);
  }

  void clear() {
    literalCount = 0;
    matchCount = 0;
    byteCount = 0;
  }

  /** Counts how often each symbol occurs, the end of the block included. */
  void count(int[] literalFrequencies, int[] distanceFrequencies) {
    Arrays.fill(literalFrequencies, 0);
    Arrays.fill(distanceFrequencies, 0);
    histogram.count(literals, literalCount, literalFrequencies);
    for (int i = 0; i < matchCount; i++) {
      literalFrequencies[Tokens.lengthSymbol(length(i))]++;
      distanceFrequencies[Tokens.distanceSymbol(distance(i))]++;
    }
    literalFrequencies[Tokens.END_OF_BLOCK] = 1;
  }

  private void keep(byte[] source, int from, int count) {
    if (byteCount + count <= MAX_STORED_BYTES) {
      System.arraycopy(source, from, bytes, (int) byteCount, count);
    }
    byteCount += count;
  }
}
