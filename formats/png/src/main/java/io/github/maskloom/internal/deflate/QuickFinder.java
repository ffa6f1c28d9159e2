package io.github.maskloom.internal.deflate;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds repeats in the last 32768 bytes with one look at each position: at the newest place with
 * the same hash of four bytes. A match is taken at once if it costs less than its literals.
 *
 * <p>For photos, where a thorough search takes many times longer and finds little more. Memory: 128
 * KiB.
 */
final class QuickFinder implements TokenFinder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Too far away for a match, wherever it is looked from. */
  private static final int NONE = -Tokens.MAX_DISTANCE;

  private final TokenCosts costs;
  private final int[] newest = new int[1 << MatchFinder.HASH_BITS];

  QuickFinder(TokenCosts costs) {
    this.costs = costs;
    clear();
  }

  /** Forgets all data. */
  void clear() {
    Arrays.fill(newest, NONE);
  }

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenSink sink) throws IOException {
    int uncut = from;
    int at = from;
    int last = Math.min(to, end - MatchFinder.MIN_LENGTH + 1);
    while (at < last) {
      int four = (int) INTS.get(bytes, at);
      int hash = MatchFinder.hash(four);
      int candidate = newest[hash];
      newest[hash] = at;
      int distance = at - candidate;
      if (distance < Tokens.MAX_DISTANCE && (int) INTS.get(bytes, candidate) == four) {
        int most = Math.min(Tokens.MAX_LENGTH, end - at);
        int length = EqualBytes.count(bytes, candidate, at, most);
        if (costs.favours(bytes, at, length, distance)) {
          sink.literals(bytes, uncut, at - uncut);
          sink.match(bytes, at, length, distance);
          uncut = at + length;
          remember(bytes, at + 1, Math.min(uncut, end - MatchFinder.MIN_LENGTH + 1));
          at = uncut - 1;
        }
      }
      at++;
    }
    int stop = Math.max(to, uncut);
    sink.literals(bytes, uncut, stop - uncut);
    return stop;
  }

  private void remember(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      newest[MatchFinder.hash((int) INTS.get(bytes, at))] = at;
    }
  }

  @Override
  public void slide(int count) {
    for (int i = 0; i < newest.length; i++) {
      newest[i] = Math.max(NONE, newest[i] - count);
    }
  }
}
