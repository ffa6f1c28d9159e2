package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.Rounding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Blends rows of paint over rows of a photo in place (Porter and Duff 1984, "over" onto a photo
 * whose alpha is kept).
 *
 * <p>With {@code max} 255 or 65535, {@code m} a sample of paint, {@code a} its alpha and {@code p}
 * the photo's sample, the result is {@code m * (a / max) + p * (1 - a / max)} in IEEE double
 * arithmetic, rounded as {@link Rounding} says, for every m, p and a. No integer division gives the
 * same: truncated sums that fall just below a whole number are part of the rule. Alpha 0 leaves
 * every sample of the pixel as it was, alpha {@code max} copies the paint's colour.
 *
 * <p><b>Shape:</b> paint is RGBA with straight alpha, at the photo's depth and width; the photo has
 * 1 to 4 bands, its alpha, if any, straight. A grey photo takes the paint's red sample. <b>
 * Memory:</b> constant. <b>Threads:</b> safe.
 */
public final class SourceOver {
  private static final int PAINT_BANDS = 4;
  private static final double[] PAINT_SHARE = new double[256];
  private static final double[] PHOTO_SHARE = new double[256];

  static {
    for (int alpha = 0; alpha < 256; alpha++) {
      PAINT_SHARE[alpha] = alpha / 255.0;
      PHOTO_SHARE[alpha] = 1 - alpha / 255.0;
    }
  }

  private final int bands;
  private final int colorBands;
  private final boolean bytes;

  /** Added before the fraction is dropped. Adding 0.0 changes no sum, so truncation is exact. */
  private final double bias;

  /**
   * A blend onto photos of one shape.
   *
   * @throws IllegalArgumentException if the photo's alpha is premultiplied
   */
  public SourceOver(ImageGeometry photo, Rounding rounding) {
    Samples.requireStraightAlpha(photo);
    bands = photo.bands();
    colorBands = photo.colorBands();
    bytes = photo.depth() == 8;
    bias = rounding == Rounding.HALF_UP ? 0.5 : 0.0;
  }

  /** Blends a row of paint over a row of the photo; rows count within their windows. */
  public void blend(RasterWindow paint, int paintRow, RasterWindow photo, int photoRow) {
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
  private int blendRun(byte[] paint, int from, byte[] photo, int to, int maxPixels) {
    int p = from;
    int q = to;
    int pixels = 0;
    while (pixels < maxPixels && paint[p + 3] != 0) {
      double paintShare = PAINT_SHARE[paint[p + 3] & 0xFF];
      double photoShare = PHOTO_SHARE[paint[p + 3] & 0xFF];
      photo[q] = mix(paint[p], paintShare, photo[q], photoShare);
      if (colorBands == 3) {
        photo[q + 1] = mix(paint[p + 1], paintShare, photo[q + 1], photoShare);
        photo[q + 2] = mix(paint[p + 2], paintShare, photo[q + 2], photoShare);
      }
      pixels++;
      p += PAINT_BANDS;
      q += bands;
    }
    return pixels;
  }

  private byte mix(byte paint, double paintShare, byte photo, double photoShare) {
    return (byte) (int) ((paint & 0xFF) * paintShare + (photo & 0xFF) * photoShare + bias);
  }

  /** Blends pixels up to the first unpainted one, and says how many. */
  private int blendRun(short[] paint, int from, short[] photo, int to, int maxPixels) {
    int p = from;
    int q = to;
    int pixels = 0;
    while (pixels < maxPixels && paint[p + 3] != 0) {
      double paintShare = (paint[p + 3] & 0xFFFF) / 65535.0;
      double photoShare = 1 - paintShare;
      photo[q] = mix(paint[p], paintShare, photo[q], photoShare);
      if (colorBands == 3) {
        photo[q + 1] = mix(paint[p + 1], paintShare, photo[q + 1], photoShare);
        photo[q + 2] = mix(paint[p + 2], paintShare, photo[q + 2], photoShare);
      }
      pixels++;
      p += PAINT_BANDS;
      q += bands;
    }
    return pixels;
  }

  private short mix(short paint, double paintShare, short photo, double photoShare) {
    return (short) (int) ((paint & 0xFFFF) * paintShare + (photo & 0xFFFF) * photoShare + bias);
  }
}
