package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blends rows of paint over rows of a photo in place.
 *
 * <p><b>Shape:</b> paint is RGBA with straight alpha, at the photo's depth and width; the photo has
 * 1 to 4 bands, its alpha, if any, straight, and kept. A gray photo takes the paint's red sample.
 * Alpha 0 leaves every sample of the pixel as it was. <b>Memory:</b> constant. <b>Threads:</b>
 * confined to one.
 *
 * <p>With {@code max} 255 or 65535, {@code m} a sample of paint, {@code a} its alpha over {@code
 * max} and {@code p} the photo's sample, the result of {@link BlendMode#SOURCE_OVER} is {@code m *
 * a + p * (1 - a)} (Porter and Duff 1984, "over" onto a photo whose alpha is kept). That of {@link
 * BlendMode#MULTIPLY} is {@code p * (1 - a) + a * p * m / max}. Both are IEEE double arithmetic,
 * rounded as {@link Rounding} says, for every m, p and a. No integer division gives the same:
 * truncated sums that fall just below a whole number are part of the rule.
 *
 * <p>A brush has one color and alpha. Once most of many pixels of 8 bits have the same, what it
 * makes of each sample is computed once and looked up.
 */
public final class RowBlend {
  private static final int PAINT_BANDS = 4;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** One pixel in so many has a vote on the color of the brush. */
  private static final int PIXELS_A_VOTE = 16;

  /** How many more than all others a color has: pixels that take longer than its results. */
  private static final int VOTES = 64;

  /** Samples of a pixel of the photo. */
  private final int bands;

  /** Those of them that are no alpha: 1 or 3. */
  private final int colorBands;

  private final boolean bytes;
  private final boolean multiplies;

  /** Added before the fraction is dropped. Adding 0.0 changes no sum, so truncation is exact. */
  private final double bias;

  /** Color and alpha as they stand in the paint; 0, which is no paint, before they are known. */
  private int brush;

  /** By color band and sample of the photo: what the brush makes of it. */
  private final byte[] brushed = new byte[3 << 8];

  private int candidate;
  private int votes;

  private RowBlend(ImageGeometry photo, BlendMode mode, Rounding rounding) {
    bands = photo.bands();
    colorBands = photo.colorBands();
    bytes = photo.depth() == 8;
    multiplies = mode == BlendMode.MULTIPLY;
    bias = rounding == Rounding.HALF_UP ? 0.5 : 0.0;
  }

  /** How paint and photo become one. */
  public record Rule(BlendMode mode, Rounding rounding) {
    /** A blend onto photos of one shape. */
    public RowBlend onto(ImageGeometry photo) {
      return new RowBlend(photo, mode, rounding);
    }
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
    int pixels = 0;
    for (int p = from; pixels < maxPixels && paint[p + 3] != 0; p += PAINT_BANDS) {
      int q = to + pixels * bands;
      if ((int) INTS.get(paint, p) == brush) {
        brush(photo, q);
      } else {
        blend(paint, p, photo, q);
        if (pixels % PIXELS_A_VOTE == PIXELS_A_VOTE - 1) {
          vote(paint, p);
        }
      }
      pixels++;
    }
    return pixels;
  }

  private void brush(byte[] photo, int q) {
    photo[q] = brushed[photo[q] & 0xFF];
    if (colorBands == 3) {
      photo[q + 1] = brushed[(1 << 8) | (photo[q + 1] & 0xFF)];
      photo[q + 2] = brushed[(2 << 8) | (photo[q + 2] & 0xFF)];
    }
  }

  private void vote(byte[] paint, int p) {
    int color = (int) INTS.get(paint, p);
    votes += color == candidate ? 1 : -1;
    if (votes < 0) {
      candidate = color;
      votes = 0;
    } else if (votes == VOTES) {
      learn(paint, p);
      votes = 0;
    }
  }

  /** Blends the color of a pixel over every sample. */
  private void learn(byte[] paint, int p) {
    byte[] photo = new byte[PAINT_BANDS];
    for (int sample = 0; sample < 256; sample++) {
      Arrays.fill(photo, (byte) sample);
      blend(paint, p, photo, 0);
      for (int band = 0; band < colorBands; band++) {
        brushed[(band << 8) | sample] = photo[band];
      }
    }
    brush = (int) INTS.get(paint, p);
  }

  /** Blends pixels of 16 bits up to the first unpainted one, and says how many. */
  private int blendRun(short[] paint, int from, short[] photo, int to, int maxPixels) {
    int pixels = 0;
    for (int p = from; pixels < maxPixels && paint[p + 3] != 0; p += PAINT_BANDS) {
      blend(paint, p, photo, to + pixels * bands);
      pixels++;
    }
    return pixels;
  }

  /** Blends the pixel of paint at an index over the photo's at another. */
  private void blend(byte[] paint, int p, byte[] photo, int q) {
    double alpha = (paint[p + 3] & 0xFF) / 255.0;
    for (int band = 0; band < colorBands; band++) {
      photo[q + band] = (byte) mix(paint[p + band] & 0xFF, alpha, photo[q + band] & 0xFF, 255.0);
    }
  }

  /** Blends a pixel of 16 bits. */
  private void blend(short[] paint, int p, short[] photo, int q) {
    double alpha = (paint[p + 3] & 0xFFFF) / 65535.0;
    for (int band = 0; band < colorBands; band++) {
      int below = photo[q + band] & 0xFFFF;
      photo[q + band] = (short) mix(paint[p + band] & 0xFFFF, alpha, below, 65535.0);
    }
  }

  private int mix(int paint, double alpha, int photo, double max) {
    if (multiplies) {
      return (int) (photo * (1 - alpha) + alpha * photo * paint / max + bias);
    }
    return alpha == 1 ? paint : (int) (paint * alpha + photo * (1 - alpha) + bias);
  }
}
