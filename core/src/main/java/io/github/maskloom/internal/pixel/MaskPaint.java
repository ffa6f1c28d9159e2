package io.github.maskloom.internal.pixel;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Turns rows of a mask into rows of paint: RGBA, straight alpha, at the depth of the photo.
 *
 * <ul>
 *   <li>{@link MaskConvention#PAINTED}: the mask's own color and alpha; gray is replicated, a mask
 *       without alpha is opaque paint.
 *   <li>{@link MaskConvention#WHITE_EDITS}: coverage is gray, times alpha if there is one.
 *   <li>{@link MaskConvention#TRANSPARENT_EDITS}: coverage is {@code max - alpha}.
 *   <li>{@link MaskConvention#binary}: coverage is full where gray, on the 8-bit scale, is above
 *       the threshold, else none.
 *   <li>{@link MaskConvention#BLACK_EDITS}: coverage is full where gray, on the 8-bit scale, is at
 *       most 127, and alpha above it, else none.
 * </ul>
 *
 * <p>Gray of a colored pixel is its Rec. 601 luma, {@code (19595 R + 38470 G + 7471 B + 0x8000) >>
 * 16}. Coverage becomes paint in the brush's color with alpha {@code coverage * opacity / 255}.
 * Each product is rounded to nearest at the mask's depth, and only the paint is widened (x 257) or
 * narrowed (/ 257, rounded) to the photo's. So a 16-bit alpha below 129 (under half a step of the
 * 8-bit scale) is no paint on an 8-bit photo.
 *
 * <p><b>Memory:</b> constant. <b>Threads:</b> confined to one.
 */
public final class MaskPaint {
  private static final int PAINT_BANDS = 4;
  private static final int[] NONE = {};

  private final ImageGeometry mask;
  private final ImageGeometry paint;
  private final MaskConvention convention;
  private final Brush brush;
  private final int red;
  private final int green;
  private final int blue;
  private final int max;
  private final boolean identity;

  /**
   * None before the first row, since work that waits for its share of memory has a paint already.
   */
  private int[] maskSamples = NONE;

  private int[] paintSamples = NONE;

  /**
   * A reading of masks of one shape.
   *
   * @param brush for conventions whose masks bring no color
   * @param depth 8 or 16, the photo's
   * @throws IllegalArgumentException if transparent edits but the mask has no alpha
   */
  public MaskPaint(ImageGeometry mask, MaskConvention convention, Brush brush, int depth) {
    checkArgument(
        mask.hasAlpha() || convention.meaning() != Meaning.TRANSPARENT_EDITS,
        "transparent pixels should mark the edit, but the mask has no alpha: %s",
        mask);
    this.mask = mask;
    this.convention = convention;
    paint = mask.withSamples(PAINT_BANDS, depth);
    max = Samples.max(mask.depth());
    int step = max / 0xFF;
    this.brush = brush;
    red = (brush.rgb() >> 16 & 0xFF) * step;
    green = (brush.rgb() >> 8 & 0xFF) * step;
    blue = (brush.rgb() & 0xFF) * step;
    identity = convention.isPainted() && mask.equals(paint);
  }

  /** What masks mean. */
  public MaskConvention convention() {
    return convention;
  }

  /**
   * The same for rows of gray that are coverage.
   *
   * @param meaning of their gray
   */
  public MaskPaint ofCoverage(MaskConvention meaning) {
    ImageGeometry gray = mask.withSamples(1, mask.depth());
    return new MaskPaint(gray, meaning, brush, paint.depth());
  }

  /** The shape of the paint: the mask's size, RGBA, at the depth asked for. */
  public ImageGeometry paintGeometry() {
    return paint;
  }

  /** Whether paint may have a color other than gray, so that a gray photo must become RGB. */
  public boolean mayBeColored() {
    return convention.isPainted() ? mask.colorBands() == 3 : red != green || green != blue;
  }

  /** Whether rows of the mask are rows of paint as they are. */
  public boolean isIdentity() {
    return identity;
  }

  /** Turns a row of the mask into a row of paint; rows count within their windows. */
  public void paint(RasterWindow maskRows, int maskRow, RasterWindow paintRows, int paintRow) {
    if (maskSamples == NONE) {
      maskSamples = new int[Samples.STRETCH_PIXELS * PAINT_BANDS];
      paintSamples = new int[Samples.STRETCH_PIXELS * PAINT_BANDS];
    }
    for (int x = 0; x < mask.width(); x += Samples.STRETCH_PIXELS) {
      int pixels = Math.min(Samples.STRETCH_PIXELS, mask.width() - x);
      boolean uniform = Samples.isUniform(maskRows, maskRow, x, pixels);
      int distinct = uniform ? 1 : pixels;
      Samples.load(maskRows, maskRow, x, distinct, maskSamples);
      paint(distinct);
      Samples.changeDepth(paintSamples, distinct * PAINT_BANDS, mask.depth(), paint.depth());
      Samples.store(paintSamples, paintRows, paintRow, x, distinct);
      if (uniform) {
        Samples.repeat(paintRows, paintRow, x, pixels);
      }
    }
  }

  private void paint(int pixels) {
    switch (convention.meaning()) {
      case PAINTED, PAINTED_EVERYWHERE -> paintOwnColors(pixels);
      case WHITE_EDITS -> {
        for (int i = 0; i < pixels; i++) {
          brush(i, mask.hasAlpha() ? Samples.product(gray(i), alpha(i), max) : gray(i));
        }
      }
      case TRANSPARENT_EDITS -> {
        for (int i = 0; i < pixels; i++) {
          brush(i, max - alpha(i));
        }
      }
      case BINARY -> {
        int step = max / 0xFF;
        for (int i = 0; i < pixels; i++) {
          int gray = step == 1 ? gray(i) : Samples.narrow(gray(i));
          brush(i, gray > convention.threshold() ? max : 0);
        }
      }
      case BLACK_EDITS -> {
        int half = convention.threshold() * (max / 0xFF) + max / 0xFF / 2;
        for (int i = 0; i < pixels; i++) {
          brush(i, gray(i) <= half && alpha(i) > half ? max : 0);
        }
      }
    }
  }

  private void paintOwnColors(int pixels) {
    int second = mask.colorBands() == 3 ? 1 : 0;
    for (int i = 0; i < pixels; i++) {
      int from = i * mask.bands();
      int to = i * PAINT_BANDS;
      paintSamples[to] = maskSamples[from];
      paintSamples[to + 1] = maskSamples[from + second];
      paintSamples[to + 2] = maskSamples[from + 2 * second];
      paintSamples[to + 3] = alpha(i);
    }
  }

  private void brush(int pixel, int coverage) {
    int to = pixel * PAINT_BANDS;
    paintSamples[to] = red;
    paintSamples[to + 1] = green;
    paintSamples[to + 2] = blue;
    paintSamples[to + 3] = (coverage * brush.opacity() + 0xFF / 2) / 0xFF;
  }

  private int gray(int pixel) {
    int from = pixel * mask.bands();
    if (mask.colorBands() == 1) {
      return maskSamples[from];
    }
    return luma(maskSamples[from], maskSamples[from + 1], maskSamples[from + 2]);
  }

  private static int luma(int red, int green, int blue) {
    // At depth 16 the sum passes 2^31 but not 2^32, hence the unsigned shift.
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >>> 16;
  }

  private int alpha(int pixel) {
    return mask.hasAlpha() ? maskSamples[pixel * mask.bands() + mask.bands() - 1] : max;
  }

  /**
   * Pixels of a mask that are painted as much as its convention allows.
   *
   * <p>Under {@link MaskConvention#PAINTED} they have the brush's color and opacity; a mask without
   * colors takes the gray of that color. Under the other conventions their coverage is full.
   */
  static final class FullPaint {
    private final int[] pixel;
    private final int alpha;

    FullPaint(ImageGeometry mask, MaskConvention convention, Brush brush) {
      int max = Samples.max(mask.depth());
      int step = max / 0xFF;
      pixel = new int[mask.bands()];
      boolean painted = convention.isPainted();
      alpha = painted ? brush.opacity() * step : max;
      int full = convention.meaning() == Meaning.BLACK_EDITS ? 0 : max;
      int[] rgb = {brush.rgb() >> 16 & 0xFF, brush.rgb() >> 8 & 0xFF, brush.rgb() & 0xFF};
      int[] colors = mask.colorBands() == 1 ? new int[] {luma(rgb[0], rgb[1], rgb[2])} : rgb;
      for (int band = 0; band < mask.colorBands(); band++) {
        pixel[band] = painted ? colors[band] * step : full;
      }
      if (mask.hasAlpha()) {
        boolean clears = convention.meaning() == Meaning.TRANSPARENT_EDITS;
        pixel[mask.bands() - 1] = clears ? 0 : alpha;
      }
    }

    /** The coverage of such a pixel. */
    int alpha() {
      return alpha;
    }

    /** Paints the pixels [from, to) of a row. */
    void fill(RasterWindow rows, int row, int from, int to) {
      int at = rows.rowOffset(row) + from * pixel.length;
      for (int x = from; x < to; x++) {
        for (int sample : pixel) {
          Samples.set(rows, at++, sample);
        }
      }
    }
  }
}
