package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.function.IntPredicate;

/**
 * Counts how a replacement differs from the photo where the mask has no coverage.
 *
 * <p>The difference of two samples is {@code |replacement - photo|}, times the replacement's alpha
 * over the largest, rounded: what would show if the replacement were laid over the photo. Only
 * colors are compared, at the photo's depth.
 *
 * <p><b>Memory:</b> constant. <b>Threads:</b> confined to one.
 */
public final class UnpaintedTally {
  private static final int PAINT_BANDS = 4;
  private static final int ALPHA = 3;

  private final int max;
  private final int visible;
  private final int[] photoSamples = new int[Samples.STRETCH_PIXELS * PAINT_BANDS];
  private final int[] paintSamples = new int[Samples.STRETCH_PIXELS * PAINT_BANDS];
  private final int left;
  private final int right;
  private long pixels;
  private long changedPixels;
  private long visiblyChangedPixels;
  private long samples;
  private long sum;
  private int largest;

  /**
   * A tally of nothing.
   *
   * @param depth 8 or 16, the photo's
   * @param visible a difference above it, on the 8-bit scale, is visible
   * @param left the first column that counts
   * @param right the column behind the last one that counts
   */
  public UnpaintedTally(int depth, int visible, int left, int right) {
    max = Samples.max(depth);
    this.visible = visible * (max / 0xFF);
    this.left = left;
    this.right = right;
  }

  /**
   * Compares a row of the photo with one of RGBA.
   *
   * @param unpainted tells of a pixel of the row whether it counts
   */
  public void add(
      RasterWindow photo, int photoRow, RasterWindow rgba, int row, IntPredicate unpainted) {
    ImageGeometry geometry = photo.geometry();
    int end = Math.min(right, geometry.width());
    for (int x = left; x < end; x += Samples.STRETCH_PIXELS) {
      int stretch = Math.min(Samples.STRETCH_PIXELS, end - x);
      Samples.load(photo, photoRow, x, stretch, photoSamples);
      Samples.load(rgba, row, x, stretch, paintSamples);
      for (int i = 0; i < stretch; i++) {
        if (unpainted.test(x + i)) {
          add(i, geometry.bands(), geometry.colorBands());
        }
      }
    }
  }

  private void add(int pixel, int bands, int colorBands) {
    int paint = pixel * PAINT_BANDS;
    int photo = pixel * bands;
    int alpha = paintSamples[paint + ALPHA];
    int most = 0;
    for (int band = 0; band < colorBands; band++) {
      int difference = Math.abs(paintSamples[paint + band] - photoSamples[photo + band]);
      if (alpha != max) {
        difference = Samples.product(difference, alpha, max);
      }
      sum += difference;
      most = Math.max(most, difference);
    }
    pixels++;
    samples += colorBands;
    changedPixels += most > 0 ? 1 : 0;
    visiblyChangedPixels += most > visible ? 1 : 0;
    largest = Math.max(largest, most);
  }

  /** Pixels compared. */
  public long pixels() {
    return pixels;
  }

  /** Those of which any sample differs. */
  public long changedPixels() {
    return changedPixels;
  }

  /** Those of which any sample differs visibly. */
  public long visiblyChangedPixels() {
    return visiblyChangedPixels;
  }

  /** The mean difference of all samples compared, on the scale 0 to 255; 0 if there are none. */
  public double meanDifference() {
    return samples == 0 ? 0 : (double) sum / samples * 0xFF / max;
  }

  /** The largest difference of two samples, on the same scale. */
  public double largestDifference() {
    return (double) largest * 0xFF / max;
  }
}
