package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Scales one row at a time along its length, into floats with premultiplied alpha.
 *
 * <p>Colour of a picture with alpha is held as {@code colour * alpha}, not divided by anything, so
 * that dividing it by alpha gives the colour back. Most rows of a mask are empty and the rest are
 * so at their ends; only target pixels that something visible reaches are computed.
 *
 * <p><b>Memory:</b> 4 bytes a sample of a source row, and for each target pixel 4 bytes a tap (6
 * taps, or 6 x source / target when shrinking) and 4 more.
 */
final class HorizontalLanczos {
  private final ImageGeometry source;
  private final int bands;
  private final int taps;

  /** The source pixel of each target pixel's first tap; ascending. */
  private final int[] firsts;

  private final float[] weights;
  private final float[] row;
  private final int[] samples;

  /** Target pixels [visibleFrom, visibleTo) may be other than zero. */
  private int visibleFrom;

  private int visibleTo;

  HorizontalLanczos(ImageGeometry source, LanczosAxis axis) {
    this.source = source;
    bands = source.bands();
    taps = axis.maxTaps();
    firsts = new int[axis.targetSize()];
    weights = new float[Math.multiplyExact(firsts.length, taps)];
    row = new float[source.rowSamples()];
    samples = new int[Samples.STRETCH_PIXELS * bands];
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

  /** Takes a row of the source; it counts within its window. */
  void load(RasterWindow window, int windowRow) {
    int from = source.width();
    int to = 0;
    int pixels;
    for (int x = 0; x < source.width(); x += pixels) {
      pixels = Math.min(Samples.STRETCH_PIXELS, source.width() - x);
      boolean empty =
          Samples.isUniform(window, windowRow, x, pixels) && !isVisible(window, windowRow, x);
      if (empty) {
        Arrays.fill(row, x * bands, (x + pixels) * bands, 0);
      } else {
        Samples.load(window, windowRow, x, pixels, samples);
        premultiply(x, pixels);
        from = Math.min(from, x);
        to = x + pixels;
      }
    }
    visibleFrom = from < to ? lowerBound(from - taps + 1) : 0;
    visibleTo = from < to ? lowerBound(to) : 0;
  }

  private boolean isVisible(RasterWindow window, int windowRow, int x) {
    Samples.load(window, windowRow, x, 1, samples);
    for (int band = source.hasAlpha() ? bands - 1 : 0; band < bands; band++) {
      if (samples[band] != 0) {
        return true;
      }
    }
    return false;
  }

  private void premultiply(int x, int pixels) {
    int at = x * bands;
    if (!source.hasAlpha()) {
      for (int i = 0; i < pixels * bands; i++) {
        row[at + i] = samples[i];
      }
      return;
    }
    int last = bands - 1;
    for (int i = 0; i < pixels * bands; i += bands) {
      float alpha = samples[i + last];
      for (int band = 0; band < last; band++) {
        row[at + i + band] = samples[i + band] * alpha;
      }
      row[at + i + last] = alpha;
    }
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

  /** Whether every pixel of the loaded row is zero. */
  boolean isEmpty() {
    return visibleFrom >= visibleTo;
  }

  /** Writes pixels [x, x + pixels) of the scaled row to {@code target} from index {@code at}. */
  void scale(int x, int pixels, float[] target, int at) {
    int from = Math.min(Math.max(visibleFrom, x), x + pixels);
    int to = Math.max(Math.min(visibleTo, x + pixels), from);
    Arrays.fill(target, at, at + (from - x) * bands, 0);
    for (int i = from; i < to; i++) {
      if (bands >= 3) {
        sumColor(i, target, at + (i - x) * bands);
      } else {
        sumGrey(i, target, at + (i - x) * bands);
      }
    }
    Arrays.fill(target, at + (to - x) * bands, at + pixels * bands, 0);
  }

  /** Sums RGB or RGBA; four sums at a time keep the processor from waiting for each. */
  private void sumColor(int pixel, float[] target, int at) {
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

  private void sumGrey(int pixel, float[] target, int at) {
    int sample = firsts[pixel] * bands;
    float grey = 0;
    float alpha = 0;
    for (int tap = pixel * taps; tap < (pixel + 1) * taps; tap++) {
      float weight = weights[tap];
      grey += weight * row[sample];
      if (bands == 2) {
        alpha += weight * row[sample + 1];
      }
      sample += bands;
    }
    target[at] = grey;
    if (bands == 2) {
      target[at + 1] = alpha;
    }
  }
}
