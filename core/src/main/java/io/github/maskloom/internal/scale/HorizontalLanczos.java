package io.github.maskloom.internal.scale;

import java.util.Arrays;

/**
 * Scales one row at a time along its length. Only target pixels that something visible reaches are
 * computed.
 *
 * <p><b>Memory:</b> for each target pixel 4 bytes a tap (6 taps, or 6 x source / target when
 * shrinking) and 4 more.
 */
final class HorizontalLanczos {
  private final int bands;
  private final int taps;

  /** The source pixel of each target pixel's first tap; ascending. */
  private final int[] firsts;

  private final float[] weights;

  HorizontalLanczos(LanczosAxis axis, int bands) {
    this.bands = bands;
    taps = axis.maxTaps();
    firsts = new int[axis.targetSize()];
    weights = new float[Math.multiplyExact(firsts.length, taps)];
    for (int target = 0; target < firsts.length; target++) {
      weigh(axis, target);
    }
  }

  /** Gives every target pixel the same number of taps, with weight 0 where it needs fewer. */
  private void weigh(LanczosAxis axis, int target) {
    int first = axis.first(target);
    firsts[target] = Math.min(first, axis.sourceSize() - taps);
    int at = target * taps + first - firsts[target];
    double total = axis.total(target);
    for (int position = first; position < axis.end(target); position++) {
      weights[at++] = (float) (axis.kernel(target, position) / total);
    }
  }

  int targetWidth() {
    return firsts.length;
  }

  /** The first target pixel whose first tap is at {@code position} or later. */
  private int lowerBound(int position) {
    int low = 0;
    int high = firsts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firsts[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Writes pixels [x, x + pixels) of the scaled row to {@code target} from its start. */
  void scale(PremultipliedRow row, int x, int pixels, float[] target) {
    int visibleFrom = row.isEmpty() ? 0 : lowerBound(row.from() - taps + 1);
    int visibleTo = row.isEmpty() ? 0 : lowerBound(row.to());
    int from = Math.min(Math.max(visibleFrom, x), x + pixels);
    int to = Math.max(Math.min(visibleTo, x + pixels), from);
    Arrays.fill(target, 0, (from - x) * bands, 0);
    for (int i = from; i < to; i++) {
      if (bands >= 3) {
        sumColor(row.samples(), i, target, (i - x) * bands);
      } else {
        sumGray(row.samples(), i, target, (i - x) * bands);
      }
    }
    Arrays.fill(target, (to - x) * bands, pixels * bands, 0);
  }

  /** Sums RGB or RGBA; four sums at a time keep the processor from waiting for each. */
  private void sumColor(float[] row, int pixel, float[] target, int at) {
    int sample = firsts[pixel] * bands;
    float red = 0;
    float green = 0;
    float blue = 0;
    float alpha = 0;
    for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
      float weight = weights[tap];
      red += weight * row[sample];
      green += weight * row[sample + 1];
      blue += weight * row[sample + 2];
      if (bands == 4) {
        alpha += weight * row[sample + 3];
      }
      sample += bands;
    }
    target[at] = red;
    target[at + 1] = green;
    target[at + 2] = blue;
    if (bands == 4) {
      target[at + 3] = alpha;
    }
  }

  private void sumGray(float[] row, int pixel, float[] target, int at) {
    int sample = firsts[pixel] * bands;
    float gray = 0;
    float alpha = 0;
    for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
      float weight = weights[tap];
      gray += weight * row[sample];
      if (bands == 2) {
        alpha += weight * row[sample + 1];
      }
      sample += bands;
    }
    target[at] = gray;
    if (bands == 2) {
      target[at + 1] = alpha;
    }
  }
}
