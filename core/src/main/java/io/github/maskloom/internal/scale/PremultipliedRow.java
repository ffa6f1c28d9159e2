package io.github.maskloom.internal.scale;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * A row of an image as floats with premultiplied alpha.
 *
 * <p>Color of an image with alpha is held as {@code color * alpha}, not divided by anything, so
 * that dividing it by alpha gives the color back. Most rows of a mask are empty and the rest are so
 * at their ends; pixels outside [from, to) are zero. <b>Memory:</b> 4 bytes a sample.
 */
final class PremultipliedRow {
  private final ImageGeometry geometry;
  private final int bands;
  private final TransferCurve curve;
  private final float[] samples;
  private final int[] stretch;
  private int from;
  private int to;

  /** An empty row of an image of this shape. */
  PremultipliedRow(ImageGeometry geometry, TransferCurve curve) {
    this.geometry = geometry;
    this.bands = geometry.bands();
    this.curve = curve;
    samples = new float[geometry.rowSamples()];
    stretch = new int[Samples.STRETCH_PIXELS * bands];
  }

  float[] samples() {
    return samples;
  }

  /** The first pixel that may be other than zero. */
  int from() {
    return from;
  }

  /** The pixel behind the last one that may be other than zero. */
  int to() {
    return to;
  }

  boolean isEmpty() {
    return from >= to;
  }

  /** Makes every pixel zero. */
  void clear() {
    if (!isEmpty()) {
      Arrays.fill(samples, from * bands, to * bands, 0);
    }
    from = geometry.width();
    to = 0;
  }

  /** Says that pixels [first, end) may be other than zero, too. */
  void widen(int first, int end) {
    from = Math.min(from, first);
    to = Math.max(to, end);
  }

  /** Takes a row of a window. */
  void load(RasterWindow window, int windowRow) {
    from = geometry.width();
    to = 0;
    for (int x = 0; x < geometry.width(); x += Samples.STRETCH_PIXELS) {
      int pixels = Math.min(Samples.STRETCH_PIXELS, geometry.width() - x);
      boolean empty =
          Samples.isUniform(window, windowRow, x, pixels) && !isVisible(window, windowRow, x);
      if (empty) {
        Arrays.fill(samples, x * bands, (x + pixels) * bands, 0);
      } else {
        take(window, windowRow, x, pixels);
        widen(x, x + pixels);
      }
    }
  }

  private void take(RasterWindow window, int windowRow, int x, int pixels) {
    if (curve.isIdentity() && !geometry.hasAlpha() && geometry.depth() == 8) {
      // The way of most photos, in one step.
      byte[] bytes = window.bytes();
      int offset = window.rowOffset(windowRow);
      for (int i = x * bands; i < (x + pixels) * bands; i++) {
        samples[i] = bytes[offset + i] & 0xFF;
      }
    } else {
      Samples.load(window, windowRow, x, pixels, stretch);
      premultiply(x, pixels);
    }
  }

  private boolean isVisible(RasterWindow window, int windowRow, int x) {
    Samples.load(window, windowRow, x, 1, stretch);
    for (int band = geometry.hasAlpha() ? bands - 1 : 0; band < bands; band++) {
      if (stretch[band] != 0) {
        return true;
      }
    }
    return false;
  }

  private void premultiply(int x, int pixels) {
    int at = x * bands;
    if (!geometry.hasAlpha()) {
      for (int i = 0; i < pixels * bands; i++) {
        samples[at + i] = curve.decode(stretch[i]);
      }
      return;
    }
    int last = bands - 1;
    for (int i = 0; i < pixels * bands; i += bands) {
      float alpha = stretch[i + last];
      for (int band = 0; band < last; band++) {
        samples[at + i + band] = curve.decode(stretch[i + band]) * alpha;
      }
      samples[at + i + last] = alpha;
    }
  }
}
