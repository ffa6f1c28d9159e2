package io.github.maskloom.internal.pixel;

/** How often each alpha from 0 to 255 occurred. */
final class AlphaCounts {
  private final long[] counts = new long[256];

  void add(int alpha, long times) {
    counts[alpha] += times;
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The mean alpha; 0 if nothing was added. */
  double mean() {
    long sum = 0;
    for (int alpha = 0; alpha < counts.length; alpha++) {
      sum += alpha * counts[alpha];
    }
    return sum == 0 ? 0 : (double) sum / total();
  }

  /** The most common alpha, the lowest of several; 0 if nothing was added. */
  int mostCommon() {
    int best = 0;
    for (int alpha = 1; alpha < counts.length; alpha++) {
      best = counts[alpha] > counts[best] ? alpha : best;
    }
    return best;
  }
}
