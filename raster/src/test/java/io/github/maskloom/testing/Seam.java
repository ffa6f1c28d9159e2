package io.github.maskloom.testing;

/**
 * The border of what is painted: its outermost painted pixels, and how far a result is off there.
 *
 * <p>Samples that the answer cuts at black or white do not count, nor those so near that they may
 * be such once they were coded with loss.
 */
public final class Seam {
  private static final int BANDS = 3;
  private static final int CUT_MARGIN = 3;

  private final boolean[] painted;
  private final int width;

  /** The border of what is painted in an image of a width. */
  public Seam(boolean[] painted, int width) {
    this.painted = painted;
    this.width = width;
  }

  /**
   * The mean step from the photo to the result across the border, in the channel where it is
   * largest: what a viewer sees of a seam, for texture steps up as often as down.
   *
   * @param photo RGB samples, interleaved
   * @param result the photo with the answer in it, without a feather
   * @param answer the answer at the photo's size, as it came
   */
  public double step(int[] photo, int[] result, int[] answer) {
    double most = 0;
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      long pixels = 0;
      for (int at = band; at < photo.length; at += BANDS) {
        if (counts(at, answer)) {
          sum += result[at] - photo[at];
          pixels++;
        }
      }
      most = Math.max(most, Math.abs(sum / Math.max(pixels, 1)));
    }
    return most;
  }

  /** The mean amount by which two results differ along the border, over all channels. */
  public double difference(int[] result, int[] other, int[] answer) {
    double sum = 0;
    long samples = 0;
    for (int at = 0; at < result.length; at++) {
      if (counts(at, answer)) {
        sum += Math.abs(result[at] - other[at]);
        samples++;
      }
    }
    return sum / Math.max(samples, 1);
  }

  private boolean counts(int at, int[] answer) {
    return isBorder(at / BANDS) && answer[at] > CUT_MARGIN && answer[at] < 255 - CUT_MARGIN;
  }

  private boolean isBorder(int i) {
    int x = i % width;
    return painted[i]
        && ((x > 0 && !painted[i - 1])
            || (x < width - 1 && !painted[i + 1])
            || (i >= width && !painted[i - width])
            || (i + width < painted.length && !painted[i + width]));
  }
}
