package io.github.maskloom.local.light;

/** How much grain a photo has: the least that its samples are off their neighbours' mean. */
final class GrainTally {
  private static final int BLOCK = 16;

  /** The share of blocks that are so even that what they show is grain. */
  private static final double EVEN_SHARE = 0.1;

  /** The mean of |a - 2b + c| of samples with a normal deviation of 1. */
  private static final double MEAN_OF_SECOND_DIFFERENCE = 1.954;

  private static final double BINS_A_LEVEL = 10;
  private static final int DARKEST = 16;
  private static final int LIGHTEST = 240;
  private static final double MOST = 4;

  private final int[] bins = new int[512];
  private int blocks;

  /** Adds a row of RGB. */
  void add(byte[] rgb, int offset, int width) {
    for (int from = 1; from + BLOCK < width; from += BLOCK) {
      int sum = 0;
      int light = 0;
      for (int x = from; x < from + BLOCK; x++) {
        int at = offset + x * 3 + 1;
        int sample = rgb[at] & 0xFF;
        sum += Math.abs((rgb[at - 3] & 0xFF) - 2 * sample + (rgb[at + 3] & 0xFF));
        light += sample;
      }
      if (light >= DARKEST * BLOCK && light <= LIGHTEST * BLOCK) {
        bins[Math.min(bins.length - 1, (int) (BINS_A_LEVEL * sum / BLOCK))]++;
        blocks++;
      }
    }
  }

  /** The standard deviation of the grain, in levels of 255; at most {@value #MOST}. */
  double deviation() {
    if (blocks == 0) {
      return 0;
    }
    int left = (int) (EVEN_SHARE * blocks);
    int bin = 0;
    while (bin < bins.length - 1 && left >= bins[bin]) {
      left -= bins[bin++];
    }
    return Math.min(MOST, bin / BINS_A_LEVEL / MEAN_OF_SECOND_DIFFERENCE);
  }
}
