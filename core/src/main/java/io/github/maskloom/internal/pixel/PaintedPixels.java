package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the painted pixels of an RGBA row, those with alpha above 0, whatever their color; has the
 * alphas of pixels.
 *
 * <p>Most rows of a mask have none, and the others have them in runs; so the search for the next
 * one is fast over pixels without paint, eight or four at a time.
 */
public final class PaintedPixels {
  private static final int BANDS = 4;
  private static final int ALPHA = 3;
  private static final VarHandle TWO_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TWO_ALPHAS = 0xFF000000_FF000000L;

  private PaintedPixels() {}

  /**
   * The first painted pixel of a row at or after {@code from}, or the row's width if none is left.
   *
   * @param paint a window of four bands
   * @param row counts within the window
   */
  public static int next(RasterWindow paint, int row, int from) {
    int width = paint.geometry().width();
    return paint.geometry().depth() == 8
        ? next(paint.bytes(), paint.rowOffset(row), from, width)
        : next(paint.shorts(), paint.rowOffset(row), from, width);
  }

  private static int next(byte[] rgba, int offset, int from, int width) {
    int x = from;
    while (x + 8 <= width && (eightPixels(rgba, offset + x * BANDS) & TWO_ALPHAS) == 0) {
      x += 8;
    }
    while (x < width && rgba[offset + x * BANDS + ALPHA] == 0) {
      x++;
    }
    return x;
  }

  private static long eightPixels(byte[] rgba, int index) {
    return (long) TWO_PIXELS.get(rgba, index)
        | (long) TWO_PIXELS.get(rgba, index + 8)
        | (long) TWO_PIXELS.get(rgba, index + 16)
        | (long) TWO_PIXELS.get(rgba, index + 24);
  }

  private static int next(short[] rgba, int offset, int from, int width) {
    int x = from;
    while (x + 4 <= width && fourAlphas(rgba, offset + x * BANDS + ALPHA) == 0) {
      x += 4;
    }
    while (x < width && rgba[offset + x * BANDS + ALPHA] == 0) {
      x++;
    }
    return x;
  }

  private static int fourAlphas(short[] rgba, int index) {
    return rgba[index] | rgba[index + 4] | rgba[index + 8] | rgba[index + 12];
  }

  /** The alpha of a pixel; the row counts within its window. */
  static int get(RasterWindow rgba, int row, int x) {
    return Samples.get(rgba, rgba.rowOffset(row) + x * BANDS + ALPHA);
  }

  static void set(RasterWindow rgba, int row, int x, int alpha) {
    Samples.set(rgba, rgba.rowOffset(row) + x * BANDS + ALPHA, alpha);
  }

  /** Gives the pixels [from, to) of a row one alpha. */
  public static void fill(RasterWindow rgba, int row, int from, int to, int alpha) {
    for (int x = from; x < to; x++) {
      set(rgba, row, x, alpha);
    }
  }

  /** The first pixel of a row at or after {@code from} that is not painted, or the row's width. */
  static int endOfPaint(RasterWindow rgba, int row, int from) {
    int width = rgba.geometry().width();
    int x = from;
    while (x < width && get(rgba, row, x) != 0) {
      x++;
    }
    return x;
  }
}
