package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the painted pixels of an RGBA row: those with alpha above 0, whatever their colour.
 *
 * <p>Painted pixels come in runs and most rows have none, so that a row costs little more than
 * looking at every fourth sample: {@link #start} finds where a run begins, {@link #end} where it
 * ends.
 *
 * <p>Every window must have four bands.
 */
public final class PaintedRuns {
  private static final int BANDS = 4;
  private static final int ALPHA = 3;
  private static final VarHandle TWO_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TWO_ALPHAS = 0xFF000000_FF000000L;

  private PaintedRuns() {}

  /** The first painted pixel of a row at or after {@code from}; the row's width if none is left. */
  public static int start(RasterWindow paint, int row, int from) {
    int width = paint.geometry().width();
    return paint.geometry().depth() == 8
        ? start(paint.bytes(), paint.rowOffset(row), from, width)
        : start(paint.shorts(), paint.rowOffset(row), from, width);
  }

  /** The first unpainted pixel of a row at or after {@code from}; its width if none is left. */
  public static int end(RasterWindow paint, int row, int from) {
    int width = paint.geometry().width();
    return paint.geometry().depth() == 8
        ? end(paint.bytes(), paint.rowOffset(row), from, width)
        : end(paint.shorts(), paint.rowOffset(row), from, width);
  }

  private static int start(byte[] rgba, int offset, int from, int width) {
    int x = from;
    while (x + 8 <= width && (alphasOfEight(rgba, offset + x * BANDS) & TWO_ALPHAS) == 0) {
      x += 8;
    }
    while (x < width && rgba[offset + x * BANDS + ALPHA] == 0) {
      x++;
    }
    return x;
  }

  private static long alphasOfEight(byte[] rgba, int index) {
    return (long) TWO_PIXELS.get(rgba, index)
        | (long) TWO_PIXELS.get(rgba, index + 8)
        | (long) TWO_PIXELS.get(rgba, index + 16)
        | (long) TWO_PIXELS.get(rgba, index + 24);
  }

  private static int start(short[] rgba, int offset, int from, int width) {
    int x = from;
    while (x + 4 <= width && alphasOfFour(rgba, offset + x * BANDS + ALPHA) == 0) {
      x += 4;
    }
    while (x < width && rgba[offset + x * BANDS + ALPHA] == 0) {
      x++;
    }
    return x;
  }

  private static int alphasOfFour(short[] rgba, int index) {
    return rgba[index] | rgba[index + 4] | rgba[index + 8] | rgba[index + 12];
  }

  private static int end(byte[] rgba, int offset, int from, int width) {
    int x = from;
    while (x < width && rgba[offset + x * BANDS + ALPHA] != 0) {
      x++;
    }
    return x;
  }

  private static int end(short[] rgba, int offset, int from, int width) {
    int x = from;
    while (x < width && rgba[offset + x * BANDS + ALPHA] != 0) {
      x++;
    }
    return x;
  }
}
