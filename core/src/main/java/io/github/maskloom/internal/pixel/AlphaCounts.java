package io.github.maskloom.internal.pixel;

/** How often each alpha from 0 to 255 occurred, and which came first. */
final class AlphaCounts {
  private final long[] counts = new long[256];

  /** The alphas seen, in the order of their first occurrence. */
  private final int[] order = new int[256];

  private int distinct;

  void add(int alpha, long times) {
    if (counts[alpha] == 0) {
      order[distinct++] = alpha;
    }
    counts[alpha] += times;
  }

  long count(int alpha) {
    return counts[alpha];
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

  /** The most common alpha, the first added of several; 0 if nothing was added. */
  int mostCommonFirstSeen() {
    int best = distinct == 0 ? 0 : order[0];
    for (int i = 1; i < distinct; i++) {
      best = counts[order[i]] > counts[best] ? order[i] : best;
    }
    return best;
  }
}
