package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/** Finds the opaque pixels of a row with alpha: those whose alpha is the most that it can be. */
public final class OpaquePixels {
  private OpaquePixels() {}

  /**
   * Whether every pixel of a row is opaque.
   *
   * @param rows a window with alpha
   * @param row counts within the window
   */
  public static boolean fill(RasterWindow rows, int row) {
    ImageGeometry geometry = rows.geometry();
    int first = rows.rowOffset(row) + geometry.bands() - 1;
    int end = rows.rowOffset(row) + geometry.rowSamples();
    return geometry.depth() == 8
        ? fill(rows.bytes(), first, end, geometry.bands())
        : fill(rows.shorts(), first, end, geometry.bands());
  }

  private static boolean fill(byte[] samples, int first, int end, int step) {
    int at = first;
    while (at < end && samples[at] == -1) {
      at += step;
    }
    return at >= end;
  }

  private static boolean fill(short[] samples, int first, int end, int step) {
    int at = first;
    while (at < end && samples[at] == -1) {
      at += step;
    }
    return at >= end;
  }
}
