package io.github.maskloom.local.light;

/**
 * Grain like a photo's. The same pixel of a scene always has the same, so that the same request
 * makes the same images.
 *
 * @param deviation standard deviation of the grain, in levels of 255; 0 for none
 */
public record Grain(double deviation) {
  private static final int VALUES = 1 << 12;
  private static final byte[] NORMAL = new byte[VALUES];
  private static final double SCALE = 32;

  static {
    for (int i = 0; i < VALUES; i++) {
      double sum = 0;
      for (int j = 0; j < 6; j++) {
        sum += (hash(i * 31 + j, 7) & 0xFFFF) / 65536.0 - 0.5;
      }
      NORMAL[i] = (byte) Math.round(SCALE * sum * Math.sqrt(2));
    }
  }

  /**
   * Adds the grain to a row, but for pixels that are fully transparent.
   *
   * @param rgba the row from index 0 on, 8 bits a sample; changed in place
   * @param width how many pixels the row has
   * @param x the scene's column of the row's first pixel
   * @param y the scene's row
   */
  public void apply(byte[] rgba, int width, int x, int y) {
    if (deviation <= 0) {
      return;
    }
    for (int i = 0; i < width; i++) {
      int at = i * 4;
      if (rgba[at + 3] != 0) {
        int hash = hash(x + i, y);
        double common = NORMAL[hash & (VALUES - 1)];
        for (int band = 0; band < 3; band++) {
          double own = NORMAL[hash >>> (4 * band + 8) & (VALUES - 1)];
          double off = deviation * (0.85 * common + 0.5 * own) / SCALE;
          int sample = (int) Math.round((rgba[at + band] & 0xFF) + off);
          rgba[at + band] = (byte) Math.max(0, Math.min(255, sample));
        }
      }
    }
  }

  private static int hash(int x, int y) {
    int hash = x * 0x9E3779B1 + y * 0x85EBCA77;
    hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    hash = (hash ^ hash >>> 12) * 0x297A2D39;
    return hash ^ hash >>> 15;
  }

  /** How much grain a photo has: the least that its samples are off their neighbors' mean. */
  static final class GrainTally {
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
}
