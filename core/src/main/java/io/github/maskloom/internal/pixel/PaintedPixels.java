package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the painted pixels of an RGBA row: those with alpha above 0, whatever their color.
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
}
