package io.github.maskloom.internal.deflate;

import static io.github.maskloom.internal.deflate.Words.INTS;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts each stretch of data with the finder that suits it.
 *
 * <p>Where runs alone leave few tokens the data are graphics, on which a thorough search is fast
 * and saves much. All else is taken for a photo: from time to time a sample is cut with and without
 * a quick search, which is then used if it saves enough for its time.
 */
final class FinderChoice implements TokenFinder {
  /** Graphics have fewer tokens than one for this many bytes. */
  private static final int BYTES_PER_TOKEN_OF_GRAPHICS = 8;

  private static final int SAMPLE_BYTES = 1 << 15;

  /** Data between two samples. */
  private static final long TRIAL_INTERVAL_BYTES = 4 << 20;

  /** A quick search, which doubles the time, must save one part in this many. */
  private static final int PARTS_TO_SAVE = 32;

  private final BlockEncoder encoder;
  private final RunFinder runs;
  private final QuickFinder quick;
  private final MatchFinder thorough;
  private final TokenCount runTokens = new TokenCount();
  private final TokenCount quickTokens = new TokenCount();
  private TokenFinder current;
  private boolean started;
  private boolean graphics;
  private long bytesToTrial;

  FinderChoice(BlockEncoder encoder) {
    this.encoder = encoder;
    runs = new RunFinder(encoder.costs());
    quick = new QuickFinder(encoder.costs());
    thorough = new MatchFinder(encoder.costs());
    current = runs;
  }

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenFinder.Sink sink)
      throws IOException {
    if (!started) {
      started = true;
      runs.find(bytes, from, to, end, runTokens);
      encoder.costs().follow(BlockCodes.of(runTokens));
      graphics = isGraphics(runTokens.total(), to - from);
    }
    choose(bytes, from, to, end);
    long tokensBefore = encoder.tokenCount();
    int stop = current.find(bytes, from, to, end, sink);
    graphics = isGraphics(encoder.tokenCount() - tokensBefore, stop - from);
    bytesToTrial -= stop - from;
    return stop;
  }

  private static boolean isGraphics(long tokens, int bytes) {
    return tokens * BYTES_PER_TOKEN_OF_GRAPHICS < bytes;
  }

  private void choose(byte[] bytes, int from, int to, int end) throws IOException {
    if (!graphics && bytesToTrial <= 0) {
      change(bestByTrial(bytes, from, to, end), bytes, from, end);
      bytesToTrial = TRIAL_INTERVAL_BYTES;
    }
    if (graphics) {
      change(thorough, bytes, from, end);
      // What follows the graphics is tried at once.
      bytesToTrial = 0;
    }
  }

  private void change(TokenFinder finder, byte[] bytes, int from, int end) {
    if (finder == thorough && finder != current) {
      thorough.restart(bytes, from, end);
    } else if (finder == quick && finder != current) {
      quick.clear();
    }
    current = finder;
  }

  private TokenFinder bestByTrial(byte[] bytes, int from, int to, int end) throws IOException {
    int sampleEnd = Math.min(to, from + SAMPLE_BYTES);
    runTokens.clear();
    runs.find(bytes, from, sampleEnd, end, runTokens);
    quick.clear();
    quickTokens.clear();
    quick.find(bytes, from, sampleEnd, end, quickTokens);
    // The trial ran ahead of what is cut, so the quick finder has to begin again.
    current = runs;
    graphics = isGraphics(quickTokens.total(), sampleEnd - from);
    double runBits = runTokens.entropyBits();
    return quickTokens.entropyBits() < runBits - runBits / PARTS_TO_SAVE ? quick : runs;
  }

  @Override
  public void slide(int count) {
    current.slide(count);
  }

  /**
   * Finds repeats in the last 32768 bytes with one look at each position: at the newest place with
   * the same hash of four bytes. A match is taken at once if it costs less than its literals.
   *
   * <p>For photos, where a thorough search takes many times longer and finds little more. Memory:
   * 128 KiB.
   */
  private static final class QuickFinder implements TokenFinder {

    /** Too far away for a match, wherever it is looked from. */
    private static final int NONE = -Tokens.MAX_DISTANCE;

    private final TokenFinder.Costs costs;
    private final int[] newest = new int[1 << MatchFinder.HASH_BITS];

    QuickFinder(TokenFinder.Costs costs) {
      this.costs = costs;
      clear();
    }

    /** Forgets all data. */
    void clear() {
      Arrays.fill(newest, NONE);
    }

    @Override
    public int find(byte[] bytes, int from, int to, int end, TokenFinder.Sink sink)
        throws IOException {
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
          int length = Tokens.equalBytes(bytes, candidate, at, most);
          if (costs.favors(bytes, at, length, distance)) {
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
}
