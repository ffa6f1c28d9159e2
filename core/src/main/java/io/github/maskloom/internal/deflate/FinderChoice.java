package io.github.maskloom.internal.deflate;

import java.io.IOException;

/** Tries two finders on samples of the data and goes on with the one that saves enough. */
final class FinderChoice implements TokenFinder {
  /** Data between two trials. */
  private static final long TRIAL_INTERVAL_BYTES = 8 << 20;

  /** A full search must save one part in so many to be worth its time. */
  private static final int WORTHWHILE_PART = 32;

  private final RunFinder runs;
  private final MatchFinder matches;
  private final TokenEstimate estimate = new TokenEstimate();
  private TokenFinder current;
  private long bytesToTrial;

  FinderChoice(TokenCosts costs) {
    runs = new RunFinder(costs);
    matches = new MatchFinder(costs);
    current = runs;
  }

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenSink sink) throws IOException {
    if (bytesToTrial <= 0) {
      current = trial(bytes, from, to, end);
      bytesToTrial = TRIAL_INTERVAL_BYTES;
    }
    int stop = current.find(bytes, from, to, end, sink);
    bytesToTrial -= stop - from;
    return stop;
  }

  private TokenFinder trial(byte[] bytes, int from, int to, int end) throws IOException {
    double runBits = bits(runs, bytes, from, to, end);
    matches.forget();
    double matchBits = bits(matches, bytes, from, to, end);
    matches.forget();
    return matchBits < runBits - runBits / WORTHWHILE_PART ? matches : runs;
  }

  private double bits(TokenFinder finder, byte[] bytes, int from, int to, int end)
      throws IOException {
    estimate.clear();
    finder.find(bytes, from, to, end, estimate);
    return estimate.bits();
  }

  @Override
  public void slide(int count) {
    current.slide(count);
  }
}
