package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Blends rows of paint over rows of a photo in place. A subclass is a {@link BlendMode}.
 *
 * <p><b>Shape:</b> paint is RGBA with straight alpha, at the photo's depth and width; the photo has
 * 1 to 4 bands, its alpha, if any, straight, and kept. A grey photo takes the paint's red sample.
 * Alpha 0 leaves every sample of the pixel as it was. <b>Memory:</b> constant. <b>Threads:</b>
 * safe.
 */
public abstract class RowBlend {
  static final int PAINT_BANDS = 4;

  /** Samples of a pixel of the photo. */
  final int bands;

  /** Those of them that are no alpha: 1 or 3. */
  final int colorBands;

  /** Added before the fraction is dropped. Adding 0.0 changes no sum, so truncation is exact. */
  final double bias;

  private final boolean bytes;

  /**
   * A blend onto photos of one shape.
   *
   * @throws IllegalArgumentException if the photo's alpha is premultiplied
   */
  RowBlend(ImageGeometry photo, Rounding rounding) {
    Samples.requireStraightAlpha(photo);
    bands = photo.bands();
    colorBands = photo.colorBands();
    bytes = photo.depth() == 8;
    bias = rounding == Rounding.HALF_UP ? 0.5 : 0.0;
  }

  /** How paint and photo become one. */
  public record Rule(BlendMode mode, Rounding rounding) {
    /** A blend onto photos of one shape. */
    public RowBlend onto(ImageGeometry photo) {
      return switch (mode) {
        case SOURCE_OVER -> new SourceOver(photo, rounding);
        case MULTIPLY -> new Multiply(photo, rounding);
      };
    }
  }

  /** Blends a row of paint over a row of the photo; rows count within their windows. */
  public final void blend(RasterWindow paint, int paintRow, RasterWindow photo, int photoRow) {
    int width = photo.geometry().width();
    int x = PaintedPixels.next(paint, paintRow, 0);
    while (x < width) {
      int from = paint.rowOffset(paintRow) + x * PAINT_BANDS;
      int to = photo.rowOffset(photoRow) + x * bands;
      x +=
          bytes
              ? blendRun(paint.bytes(), from, photo.bytes(), to, width - x)
              : blendRun(paint.shorts(), from, photo.shorts(), to, width - x);
      x = PaintedPixels.next(paint, paintRow, x);
    }
  }

  /** Blends pixels up to the first unpainted one, and says how many. */
  abstract int blendRun(byte[] paint, int from, byte[] photo, int to, int maxPixels);

  /** Blends pixels of 16 bits up to the first unpainted one, and says how many. */
  abstract int blendRun(short[] paint, int from, short[] photo, int to, int maxPixels);
}
