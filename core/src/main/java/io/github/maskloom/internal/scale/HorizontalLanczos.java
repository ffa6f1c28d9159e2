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

  /** The source pixel before each target pixel; none if nothing is bounded by it. */
  private final int[] before;

  HorizontalLanczos(LanczosAxis axis, int bands) {
    this.bands = bands;
    taps = axis.maxTaps();
    firsts = new int[axis.targetSize()];
    weights = new float[Math.multiplyExact(firsts.length, taps)];
    before = new int[axis.isBounded() ? firsts.length : 0];
    for (int target = 0; target < firsts.length; target++) {
      // Every target pixel has the same number of taps, of weight 0 where it needs fewer.
      int first = axis.first(target);
      firsts[target] = Math.min(first, axis.sourceSize() - taps);
      axis.weigh(target, weights, target * taps + first - firsts[target]);
    }
    for (int target = 0; target < before.length; target++) {
      before[target] = axis.before(target);
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
      sum(row.samples(), i, target, (i - x) * bands);
    }
    bound(row.samples(), target, from, to, x);
    Arrays.fill(target, (to - x) * bands, pixels * bands, 0);
  }

  /** Keeps the coverage of pixels between that of the two around. */
  private void bound(float[] row, float[] target, int from, int to, int x) {
    int last = row.length - bands;
    int colors = VerticalLanczos.colors(bands);
    for (int i = from; i < Math.min(to, before.length); i++) {
      int left = Math.max(0, before[i] * bands);
      int right = Math.min(last, (before[i] + 1) * bands);
      for (int band = colors; band < bands; band++) {
        VerticalLanczos.bound(
            target, (i - x) * bands + band, colors, row[left + band], row[right + band]);
      }
    }
  }

  /**
   * Scales gray rows, {@value VerticalLanczos.ShrinkingRows#GRAY_GROUP} at a time: each weight is
   * loaded once for all of them.
   *
   * @param targets take whole rows
   */
  void scale(PremultipliedRow[] rows, float[][] targets) {
    int from = Integer.MAX_VALUE;
    int to = 0;
    for (PremultipliedRow row : rows) {
      from = Math.min(from, row.from());
      to = Math.max(to, row.to());
    }
    int begin = from >= to ? 0 : lowerBound(from - taps + 1);
    int end = from >= to ? 0 : lowerBound(to);
    for (float[] target : targets) {
      Arrays.fill(target, 0, begin, 0);
      Arrays.fill(target, end, target.length, 0);
    }
    float[] a = rows[0].samples();
    float[] b = rows[1].samples();
    float[] c = rows[2].samples();
    float[] d = rows[3].samples();
    for (int pixel = begin; pixel < end; pixel++) {
      int sample = firsts[pixel];
      float sumA = 0;
      float sumB = 0;
      float sumC = 0;
      float sumD = 0;
      for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
        float weight = weights[tap];
        sumA += weight * a[sample];
        sumB += weight * b[sample];
        sumC += weight * c[sample];
        sumD += weight * d[sample];
        sample++;
      }
      targets[0][pixel] = sumA;
      targets[1][pixel] = sumB;
      targets[2][pixel] = sumC;
      targets[3][pixel] = sumD;
    }
    for (int i = 0; i < rows.length; i++) {
      bound(rows[i].samples(), targets[i], begin, end, 0);
    }
  }

  /** Sums one to four samples; four sums at a time keep the processor from waiting for each. */
  private void sum(float[] row, int pixel, float[] target, int at) {
    int sample = firsts[pixel] * bands;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
      float weight = weights[tap];
      a += weight * row[sample];
      if (bands > 1) {
        b += weight * row[sample + 1];
      }
      if (bands > 2) {
        c += weight * row[sample + 2];
      }
      if (bands > 3) {
        d += weight * row[sample + 3];
      }
      sample += bands;
    }
    target[at] = a;
    if (bands > 1) {
      target[at + 1] = b;
    }
    if (bands > 2) {
      target[at + 2] = c;
    }
    if (bands > 3) {
      target[at + 3] = d;
    }
  }
}
