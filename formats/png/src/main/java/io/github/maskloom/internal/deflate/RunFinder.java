package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds runs of one byte, which become matches of distance 1, and nothing else.
 *
 * <p>On photos that went through a PNG filter other matches hardly ever pay: the codes do the work.
 *
 * @param costs what tokens are likely to cost
 */
record RunFinder(TokenFinder.Costs costs) implements TokenFinder {

  private static final long LOW_SEVEN_BITS = 0x7F7F7F7F7F7F7F7FL;

  /** Positions in a long at which the two bytes behind are in the same long. */
  private static final int STEP = Long.BYTES - Tokens.MIN_LENGTH + 1;

  /** Shorter runs hardly ever cost less than their literals, and are not worth the question. */
  private static final int MIN_LENGTH = 4;

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenFinder.Sink sink)
      throws IOException {
    int uncut = from;
    int run = nextRun(bytes, Math.max(from, 1), to);
    while (run < to) {
      int runEnd = runEnd(bytes, run, end);
      int length = Math.min(runEnd - run, Tokens.MAX_LENGTH);
      if (length >= MIN_LENGTH && costs.favors(bytes, run, length, 1)) {
        sink.literals(bytes, uncut, run - uncut);
        sink.match(bytes, run, length, 1);
        uncut = run + length;
        run = uncut == runEnd ? nextRun(bytes, runEnd, to) : uncut;
      } else {
        run = nextRun(bytes, runEnd, to);
      }
    }
    int stop = Math.max(to, uncut);
    sink.literals(bytes, uncut, stop - uncut);
    return stop;
  }

  /**
   * The first position that, like the two behind it, equals the byte before; {@code to} if none.
   */
  private static int nextRun(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += STEP) {
      long different = (long) LONGS.get(bytes, at) ^ (long) LONGS.get(bytes, at - 1);
      // Sets the highest bit of each byte that is zero, and of no other.
      long equal = ~((different & LOW_SEVEN_BITS) + LOW_SEVEN_BITS | different | LOW_SEVEN_BITS);
      long starts = equal & equal >>> 8 & equal >>> 16;
      if (starts != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(starts) >>> 3));
      }
    }
    return to;
  }

  private static int runEnd(byte[] bytes, int run, int end) {
    int length = Arrays.mismatch(bytes, run, end, bytes, run - 1, end - 1);
    return length < 0 ? end : run + length;
  }

  @Override
  public void slide(int count) {
    // Nothing is remembered between two calls.
  }
}
