package io.github.maskloom.internal.scale;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Scales rows from top to bottom: as many go in as the next one out needs. Each way of doing so
 * knows when best to scale along the row, too.
 */
interface VerticalLanczos {
  /** A pass over an image's rows for an axis. */
  static VerticalLanczos of(
      LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
    return axis.shrinks()
        ? new ShrinkingRows(axis, source, curve, horizontal)
        : new GrowingRows(axis, source, curve, horizontal);
  }

  /** Whether the current target row lacks source rows. */
  boolean needsRow();

  /** Takes the next source row, which counts within its window; only while {@link #needsRow}. */
  void feed(RasterWindow window, int row);

  /** Whether every sample of the current target row is zero. */
  boolean isEmpty();

  /** Writes pixels [x, x + pixels) of the current target row to the start of {@code target}. */
  void read(int x, int pixels, float[] target);

  /** Goes on to the next target row; there may be none. */
  void advance();
}
