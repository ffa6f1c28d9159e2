package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.INTS;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds repeats anywhere in the last 32768 bytes, as graphics and screenshots are full of them.
 *
 * <p>Positions with the same hash of four bytes are chained, newest first. Of those with the same
 * hash of three bytes, a pixel in most images, only the newest is known. A match is put off by one
 * byte if a longer one begins there, and taken only if it costs less than its literals. Memory: 288
 * KiB.
 */
final class MatchFinder implements TokenFinder {

  static final int HASH_BITS = 15;
  private static final int CHAIN_MASK = Tokens.MAX_DISTANCE - 1;
  private static final int NONE = -1;

  /** The shortest match of a chain: what its hash covers. */
  static final int MIN_LENGTH = 4;

  private static final int TRIPLE_HASH_BITS = 13;

  /** A match of this length ends the search for a longer one. */
  private static final int NICE_LENGTH = 128;

  /** A match of this length is taken without a look at the next byte. */
  private static final int GOOD_LENGTH = 32;

  /** How many candidates are looked at: about as much is found as zlib does at its usual level. */
  private static final int MAX_CANDIDATES = 128;

  /** The longest pixel: within a run of it, positions are all alike, and the last will do. */
  private static final int RUN_DISTANCE = 8;

  private static final int NO_MATCH = 0;

  private final TokenFinder.Costs costs;
  private final int[] newest = new int[1 << HASH_BITS];

  /** For each position, modulo its size, the one before it with the same hash. */
  private final int[] older = new int[Tokens.MAX_DISTANCE];

  private final int[] newestTriple = new int[1 << TRIPLE_HASH_BITS];
  private long looks;

  MatchFinder(TokenFinder.Costs costs) {
    this.costs = costs;
    forget();
  }

  /**
   * Starts over at a position.
   *
   * @param end what is known of the data
   */
  void restart(byte[] bytes, int from, int end) {
    forget();
    remember(bytes, Math.max(0, from - Tokens.MAX_DISTANCE), from, end);
  }

  private void forget() {
    Arrays.fill(newest, NONE);
    Arrays.fill(newestTriple, NONE);
  }

  /** How many candidates were looked at so far, which is what takes time. */
  long looks() {
    return looks;
  }

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenFinder.Sink sink)
      throws IOException {
    int uncut = from;
    int at = from;
    // A match that begins one byte before, for which a longer one is looked for here.
    int putOff = NO_MATCH;
    while (at < to) {
      int match = search(bytes, at, end, length(putOff));
      if (match == NO_MATCH && putOff == NO_MATCH) {
        at++;
      } else if (match != NO_MATCH && length(match) < GOOD_LENGTH && at + 1 < to) {
        putOff = match;
        at++;
      } else {
        int start = match == NO_MATCH ? at - 1 : at;
        int taken = match == NO_MATCH ? putOff : match;
        sink.literals(bytes, uncut, start - uncut);
        sink.match(bytes, start, length(taken), distance(taken));
        uncut = start + length(taken);
        boolean isRun = distance(taken) <= RUN_DISTANCE;
        remember(bytes, isRun ? Math.max(at + 1, uncut - RUN_DISTANCE) : at + 1, uncut, end);
        at = uncut;
        putOff = NO_MATCH;
      }
    }
    sink.literals(bytes, uncut, at - uncut);
    return at;
  }

  /**
   * The longest match, if longer than {@code beaten} and worth its bits; remembers the position.
   */
  private int search(byte[] bytes, int at, int end, int beaten) {
    int most = Math.min(Tokens.MAX_LENGTH, end - at);
    if (most < MIN_LENGTH) {
      return NO_MATCH;
    }
    int four = four(bytes, at);
    int triple = newestTriple[tripleHash(four)];
    remember(at, four);
    int candidate = older[at & CHAIN_MASK];
    int oldest = Math.max(0, at - Tokens.MAX_DISTANCE + 1);
    int longest = Math.max(beaten, MIN_LENGTH - 1);
    int distance = 0;
    if (beaten < Tokens.MIN_LENGTH
        && triple >= oldest
        && (four(bytes, triple) ^ four) << Byte.SIZE == 0) {
      distance = at - triple;
    }
    int left = most(beaten);
    while (candidate >= oldest && left > 0 && longest < most) {
      // The bytes that would make it longer differ most often.
      int tail = longest - MIN_LENGTH + 1;
      if (four(bytes, candidate + tail) == four(bytes, at + tail)) {
        int length = Tokens.equalBytes(bytes, candidate, at, most);
        if (length > longest) {
          longest = length;
          distance = at - candidate;
          if (length >= NICE_LENGTH) {
            break;
          }
        }
      }
      candidate = older[candidate & CHAIN_MASK];
      left--;
    }
    looks += most(beaten) - left;
    boolean worth = distance != 0 && costs.favors(bytes, at, longest, distance);
    return worth ? match(longest, distance) : NO_MATCH;
  }

  private static int most(int beaten) {
    return beaten == 0 ? MAX_CANDIDATES : MAX_CANDIDATES / 4;
  }

  /**
   * Remembers positions without a search; those whose four bytes are not all known are left out.
   */
  private void remember(byte[] bytes, int from, int to, int end) {
    int stop = Math.min(to, end - MIN_LENGTH + 1);
    for (int at = from; at < stop; at++) {
      remember(at, four(bytes, at));
    }
  }

  private void remember(int at, int four) {
    int hash = hash(four);
    older[at & CHAIN_MASK] = newest[hash];
    newest[hash] = at;
    newestTriple[tripleHash(four)] = at;
  }

  private static int four(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  /** Where four bytes are remembered, among 2^{@link #HASH_BITS} places. */
  static int hash(int four) {
    return (four * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
  }

  /** Where the first three of four bytes are remembered. */
  private static int tripleHash(int four) {
    return ((four << Byte.SIZE) * 0x9E3779B1) >>> (Integer.SIZE - TRIPLE_HASH_BITS);
  }

  private static int match(int length, int distance) {
    return length << 16 | distance;
  }

  private static int length(int match) {
    return match >>> 16;
  }

  private static int distance(int match) {
    return match & 0xFFFF;
  }

  @Override
  public void slide(int count) {
    slide(newest, count);
    slide(older, count);
    slide(newestTriple, count);
  }

  private static void slide(int[] positions, int count) {
    for (int i = 0; i < positions.length; i++) {
      positions[i] = Math.max(NONE, positions[i] - count);
    }
  }
}
