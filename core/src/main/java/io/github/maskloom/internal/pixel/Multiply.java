package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.Rounding;
import io.github.maskloom.raster.ImageGeometry;

/**
 * Tints a photo with paint. With {@code max} 255 or 65535, {@code m} a sample of paint, {@code a}
 * its alpha over {@code max} and {@code p} the photo's sample, the result is {@code p * (1 - a) + a
 * * p * m / max} in IEEE double arithmetic, rounded as {@link Rounding} says.
 */
final class Multiply extends RowBlend {
  private static final double MAX_BYTE = 255;
  private static final double MAX_SHORT = 65535;

  Multiply(ImageGeometry photo, Rounding rounding) {
    super(photo, rounding);
  }

  @Override
  int blendRun(byte[] paint, int from, byte[] photo, int to, int maxPixels) {
    int p = from;
    int q = to;
    int pixels = 0;
    while (pixels < maxPixels && paint[p + 3] != 0) {
      double alpha = (paint[p + 3] & 0xFF) / MAX_BYTE;
      for (int band = 0; band < colorBands; band++) {
        int below = photo[q + band] & 0xFF;
        photo[q + band] = (byte) mixed(below, alpha, paint[p + band] & 0xFF, MAX_BYTE);
      }
      pixels++;
      p += PAINT_BANDS;
      q += bands;
    }
    return pixels;
  }

  @Override
  int blendRun(short[] paint, int from, short[] photo, int to, int maxPixels) {
    int p = from;
    int q = to;
    int pixels = 0;
    while (pixels < maxPixels && paint[p + 3] != 0) {
      double alpha = (paint[p + 3] & 0xFFFF) / MAX_SHORT;
      for (int band = 0; band < colorBands; band++) {
        int below = photo[q + band] & 0xFFFF;
        photo[q + band] = (short) mixed(below, alpha, paint[p + band] & 0xFFFF, MAX_SHORT);
      }
      pixels++;
      p += PAINT_BANDS;
      q += bands;
    }
    return pixels;
  }

  private int mixed(int photo, double alpha, int paint, double max) {
    return (int) (photo * (1 - alpha) + alpha * photo * paint / max + bias);
  }
}
