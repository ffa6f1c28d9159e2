package io.github.maskloom.internal.color;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Changes the colors of rows, in place.
 *
 * <p>A sample is corrected, becomes light by its curve, and is mixed with the two others by a
 * matrix. The light is cut to what the other space holds (relative colorimetric), and becomes the
 * nearest sample there. Alpha stays. Only tables are looked up: light by sample, and samples by the
 * light at which each begins, so that no step is lost where a curve is steep.
 *
 * <p><b>Memory:</b> {@link #heapBytes}, up to 3 MB at 16 bits. <b>Threads:</b> confined to one.
 */
public final class ColorTransform {
  private static final int CHANNELS = 3;
  private static final long TABLE_ENTRY_BYTES = 2 * Float.BYTES;

  private final int max;
  private final int bands;
  private final boolean gray;
  private final float[][] light = new float[CHANNELS][];
  private final float[] matrix = new float[CHANNELS * CHANNELS];
  private final SampleFinder[] samples = new SampleFinder[CHANNELS];
  private final int[] stretch;

  /** A change of rows of a shape; gray takes the first correction and keeps its space. */
  public ColorTransform(ImageGeometry geometry, ColorChange change) {
    max = Samples.max(geometry.depth());
    bands = geometry.bands();
    gray = geometry.colorBands() == 1;
    RgbSpace to = gray ? change.from() : change.to();
    Matrix mixing = change.from().lightTo(to);
    for (int channel = 0; channel < geometry.colorBands(); channel++) {
      light[channel] = light(change.corrections().get(channel), change.from().curve(channel));
      samples[channel] = finder(channel, to);
      for (int column = 0; column < CHANNELS; column++) {
        matrix[channel * CHANNELS + column] = (float) mixing.get(channel, column);
      }
    }
    stretch = new int[Samples.STRETCH_PIXELS * bands];
  }

  /** Channels that share a curve share its table. */
  private SampleFinder finder(int channel, RgbSpace to) {
    for (int before = 0; before < channel; before++) {
      if (to.curve(before) == to.curve(channel)) {
        return samples[before];
      }
    }
    return new SampleFinder(to.curve(channel), max);
  }

  private float[] light(ColorChange.ChannelCorrection correction, ToneCurve curve) {
    float[] table = new float[max + 1];
    for (int sample = 0; sample <= max; sample++) {
      table[sample] = (float) curve.toLight(correction.apply((double) sample / max));
    }
    return table;
  }

  /** Heap that a transform takes. */
  public static long heapBytes(ImageGeometry geometry, RgbSpace to) {
    long entries = Samples.max(geometry.depth()) + 1L;
    boolean shares = to.curve(0) == to.curve(1) && to.curve(0) == to.curve(2);
    return entries * (CHANNELS * Float.BYTES + (shares ? 1 : CHANNELS) * TABLE_ENTRY_BYTES)
        + (long) Samples.STRETCH_PIXELS * geometry.bands() * Integer.BYTES;
  }

  /** Brings rows over. */
  public void apply(RasterWindow window) {
    int width = window.geometry().width();
    for (int row = 0; row < window.rows(); row++) {
      apply(window, row, width);
    }
  }

  private void apply(RasterWindow window, int row, int width) {
    for (int x = 0; x < width; x += Samples.STRETCH_PIXELS) {
      int pixels = Math.min(Samples.STRETCH_PIXELS, width - x);
      Samples.load(window, row, x, pixels, stretch);
      for (int i = 0; i < pixels * bands; i += bands) {
        if (gray) {
          stretch[i] = samples[0].find(light[0][stretch[i]]);
        } else {
          convert(i);
        }
      }
      Samples.store(stretch, window, row, x, pixels);
    }
  }

  private void convert(int at) {
    float red = light[0][stretch[at]];
    float green = light[1][stretch[at + 1]];
    float blue = light[2][stretch[at + 2]];
    stretch[at] = samples[0].find(matrix[0] * red + matrix[1] * green + matrix[2] * blue);
    stretch[at + 1] = samples[1].find(matrix[3] * red + matrix[4] * green + matrix[5] * blue);
    stretch[at + 2] = samples[2].find(matrix[6] * red + matrix[7] * green + matrix[8] * blue);
  }

  /** Finds the nearest sample of some light. */
  private static final class SampleFinder {
    /** Light from which on each sample is the nearest; the first is nearest below, too. */
    private final float[] begins;

    /** The sample of each step of light, at its beginning. */
    private final char[] first;

    private final int steps;

    SampleFinder(ToneCurve curve, int max) {
      begins = new float[max + 1];
      steps = max == 0xFF ? 1024 : max;
      first = new char[steps + 2];
      Arrays.fill(begins, Float.NEGATIVE_INFINITY);
      for (int sample = 1; sample <= max; sample++) {
        begins[sample] = (float) curve.toLight((sample - 0.5) / max);
      }
      int sample = 0;
      for (int step = 0; step <= steps; step++) {
        while (sample < max && begins[sample + 1] <= (float) step / steps) {
          sample++;
        }
        first[step] = (char) sample;
      }
      first[steps + 1] = (char) max;
    }

    /** The last sample that begins at or below the light, which may lie outside 0 to 1. */
    int find(float wanted) {
      float inside = Math.min(Math.max(wanted, 0), 1);
      int step = (int) (inside * steps);
      int low = first[step];
      int high = first[step + 1];
      // The sample lies in [low, high]: the step's light lies between those of its two ends.
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (begins[middle] <= inside) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }
}
