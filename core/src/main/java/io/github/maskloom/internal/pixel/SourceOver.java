package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.Rounding;
import io.github.maskloom.raster.ImageGeometry;

/**
 * Blends rows of paint over rows of a photo in place (Porter and Duff 1984, "over" onto a photo
 * whose alpha is kept).
 *
 * <p>With {@code max} 255 or 65535, {@code m} a sample of paint, {@code a} its alpha and {@code p}
 * the photo's sample, the result is {@code m * (a / max) + p * (1 - a / max)} in IEEE double
 * arithmetic, rounded as {@link Rounding} says, for every m, p and a. No integer division gives the
 * same: truncated sums that fall just below a whole number are part of the rule. Alpha 0 leaves
 * every sample of the pixel as it was, alpha {@code max} copies the paint's color.
 */
final class SourceOver extends RowBlend {
  private static final double[] PAINT_SHARE = new double[256];
  private static final double[] PHOTO_SHARE = new double[256];

  static {
    for (int alpha = 0; alpha < 256; alpha++) {
      PAINT_SHARE[alpha] = alpha / 255.0;
      PHOTO_SHARE[alpha] = 1 - alpha / 255.0;
    }
  }

  SourceOver(ImageGeometry photo, Rounding rounding) {
    super(photo, rounding);
  }

  @Override
  int blendRun(byte[] paint, int from, byte[] photo, int to, int maxPixels) {
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

  @Override
  int blendRun(short[] paint, int from, short[] photo, int to, int maxPixels) {
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
