package io.github.maskloom.internal.pixel;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Converts rows from one shape to another of the same width: between depths, gray to color, with or
 * without alpha.
 *
 * <p>Bands change at the source's depth, then samples are widened (x 257) or narrowed (/ 257,
 * rounded). Gray is replicated into color; alpha that only the target has is opaque; alpha that
 * only the source has is either dropped or flattened: {@code (c * alpha + background * (max -
 * alpha)) / max} for straight alpha, rounded to nearest. Color never becomes gray. Between equal
 * shapes a row is copied.
 *
 * <p><b>Memory:</b> constant. <b>Threads:</b> confined to one.
 */
public final class RowConverter {
  private static final int MAX_BANDS = 4;

  private final ImageGeometry from;
  private final ImageGeometry to;
  private final boolean flattens;
  private final int max;
  private final int[] background = new int[3];
  private final int[] fromSamples = new int[Samples.STRETCH_PIXELS * MAX_BANDS];
  private final int[] toSamples = new int[Samples.STRETCH_PIXELS * MAX_BANDS];

  private RowConverter(ImageGeometry from, ImageGeometry to, boolean flattens, int backgroundRgb) {
    checkArgument(from.width() == to.width(), "rows of %s and %s differ in width", from, to);
    checkArgument(from.colorBands() <= to.colorBands(), "color is not turned into gray");
    this.from = from;
    this.to = to;
    this.flattens = flattens && from.hasAlpha() && !to.hasAlpha();
    max = Samples.max(from.depth());
    for (int band = 0; band < background.length; band++) {
      background[band] = (backgroundRgb >> (16 - 8 * band) & 0xFF) * (max / 0xFF);
    }
    checkArgument(
        !this.flattens || to.colorBands() == 3 || isGray(backgroundRgb),
        "gray needs a gray background to be flattened onto");
  }

  /**
   * A conversion that drops alpha if the target has none.
   *
   * @throws IllegalArgumentException if widths differ, or color would become gray
   */
  public static RowConverter droppingAlpha(ImageGeometry from, ImageGeometry to) {
    return new RowConverter(from, to, false, 0);
  }

  /**
   * A conversion that flattens onto a background if the target has no alpha.
   *
   * @param backgroundRgb 0xRRGGBB, opaque; unused unless alpha goes
   * @throws IllegalArgumentException if widths differ, or color would become gray, the background's
   *     too
   */
  public static RowConverter flattening(ImageGeometry from, ImageGeometry to, int backgroundRgb) {
    return new RowConverter(from, to, true, backgroundRgb);
  }

  /** Whether rows pass unchanged, so that a caller can do without. */
  public boolean isIdentity() {
    return from.bands() == to.bands() && from.depth() == to.depth();
  }

  /** Converts every row of a window. */
  public void convert(RasterWindow source, RasterWindow target) {
    for (int row = 0; row < source.rows(); row++) {
      convert(source, row, target, row);
    }
  }

  /** Converts a row; rows count within their windows. */
  public void convert(RasterWindow source, int sourceRow, RasterWindow target, int targetRow) {
    if (isIdentity()) {
      target.copyRows(source, sourceRow, targetRow, 1);
      return;
    }
    for (int x = 0; x < from.width(); x += Samples.STRETCH_PIXELS) {
      int pixels = Math.min(Samples.STRETCH_PIXELS, from.width() - x);
      Samples.load(source, sourceRow, x, pixels, fromSamples);
      changeBands(pixels);
      if (flattens) {
        flatten(pixels);
      }
      Samples.changeDepth(toSamples, pixels * to.bands(), from.depth(), to.depth());
      Samples.store(toSamples, target, targetRow, x, pixels);
    }
  }

  private void changeBands(int pixels) {
    int step = from.colorBands() == 3 ? 1 : 0;
    for (int i = 0; i < pixels; i++) {
      int source = i * from.bands();
      int target = i * to.bands();
      toSamples[target] = fromSamples[source];
      if (to.colorBands() == 3) {
        toSamples[target + 1] = fromSamples[source + step];
        toSamples[target + 2] = fromSamples[source + 2 * step];
      }
      if (to.hasAlpha()) {
        toSamples[target + to.colorBands()] =
            from.hasAlpha() ? fromSamples[source + from.colorBands()] : max;
      }
    }
  }

  private void flatten(int pixels) {
    for (int i = 0; i < pixels; i++) {
      int alpha = fromSamples[i * from.bands() + from.colorBands()];
      int target = i * to.bands();
      toSamples[target] = flatten(toSamples[target], alpha, background[0]);
      if (to.bands() == 3) {
        toSamples[target + 1] = flatten(toSamples[target + 1], alpha, background[1]);
        toSamples[target + 2] = flatten(toSamples[target + 2], alpha, background[2]);
      }
    }
  }

  /** The weighted mean of a sample and its background; at depth 16 the sum passes 2^31. */
  private int flatten(int sample, int alpha, int behind) {
    return max == 0xFF
        ? (sample * alpha + behind * (max - alpha) + 0xFF / 2) / 0xFF
        : (int) (((long) sample * alpha + (long) behind * (max - alpha) + 0xFFFF / 2) / 0xFFFF);
  }

  private static boolean isGray(int rgb) {
    return (rgb >> 16 & 0xFF) == (rgb & 0xFF) && (rgb >> 8 & 0xFF) == (rgb & 0xFF);
  }
}
