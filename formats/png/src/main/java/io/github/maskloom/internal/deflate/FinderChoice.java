package io.github.maskloom.internal.deflate;

import java.io.IOException;

/**
 * Cuts each stretch of data with the finder that suits it.
 *
 * <p>Where runs alone leave few tokens the data are graphics, on which a thorough search is fast
 * and saves much. All else is taken for a photo: from time to time a sample is cut with and without
 * a quick search, which is then used if it saves enough for its time.
 */
final class FinderChoice implements TokenFinder {
  /** Graphics have fewer tokens than one for so many bytes. */
  private static final int BYTES_PER_TOKEN_OF_GRAPHICS = 8;

  private static final int SAMPLE_BYTES = 1 << 15;

  /** Data between two samples. */
  private static final long TRIAL_INTERVAL_BYTES = 4 << 20;

  /** A quick search, which doubles the time, must save one part in so many. */
  private static final int PARTS_TO_SAVE = 32;

  private final BlockEncoder encoder;
  private final RunFinder runs;
  private final QuickFinder quick;
  private final MatchFinder thorough;
  private final TokenEstimate runEstimate = new TokenEstimate();
  private final TokenEstimate quickEstimate = new TokenEstimate();
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
  public int find(byte[] bytes, int from, int to, int end, TokenSink sink) throws IOException {
    if (!started) {
      started = true;
      runs.find(bytes, from, to, end, runEstimate);
      runEstimate.teach(encoder.costs());
      graphics = isGraphics(runEstimate.tokenCount(), to - from);
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
    runEstimate.clear();
    runs.find(bytes, from, sampleEnd, end, runEstimate);
    quick.clear();
    quickEstimate.clear();
    quick.find(bytes, from, sampleEnd, end, quickEstimate);
    // The trial ran ahead of what is cut, so the quick finder has to begin again.
    current = runs;
    graphics = isGraphics(quickEstimate.tokenCount(), sampleEnd - from);
    double runBits = runEstimate.bits();
    return quickEstimate.bits() < runBits - runBits / PARTS_TO_SAVE ? quick : runs;
  }

  @Override
  public void slide(int count) {
    current.slide(count);
  }
}
