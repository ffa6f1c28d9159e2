package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;

/** The alphas of rows of RGBA, at either depth. */
final class PaintAlpha {
  private static final int BANDS = 4;
  private static final int ALPHA = 3;

  private PaintAlpha() {}

  /** The alpha of a pixel; the row counts within its window. */
  static int get(RasterWindow rgba, int row, int x) {
    int index = rgba.rowOffset(row) + x * BANDS + ALPHA;
    return rgba.geometry().depth() == 8
        ? rgba.bytes()[index] & 0xFF
        : rgba.shorts()[index] & 0xFFFF;
  }

  static void set(RasterWindow rgba, int row, int x, int alpha) {
    int index = rgba.rowOffset(row) + x * BANDS + ALPHA;
    if (rgba.geometry().depth() == 8) {
      rgba.bytes()[index] = (byte) alpha;
    } else {
      rgba.shorts()[index] = (short) alpha;
    }
  }

  /** Gives the pixels [from, to) of a row one alpha. */
  static void fill(RasterWindow rgba, int row, int from, int to, int alpha) {
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
