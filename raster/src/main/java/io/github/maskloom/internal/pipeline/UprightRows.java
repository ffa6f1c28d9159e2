package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;

/** Rows of a stored image as they are to be seen, by its EXIF orientation. */
public final class UprightRows {
  private UprightRows() {}

  /**
   * The rows upright. Mirroring streams; what turns the image or flips it top to bottom goes
   * through a temporary file.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if that file would be too large
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> stored, Orientation orientation, ImageLimits limits) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    ImageGeometry geometry = stored.geometry();
    if (orientation.swapsSides()) {
      return stored.then(
          "turn",
          TransposedRows.turned(geometry),
          spooling(geometry, TransposedRows.heapBytes(geometry), limits),
          (rows, scope) -> new TransposedRows(rows, orientation, limits));
    }
    if (orientation.reversesRows()) {
      return stored.then(
          "flip",
          geometry,
          spooling(geometry, ReversedRows.heapBytes(geometry), limits),
          (rows, scope) -> new ReversedRows(rows, orientation, limits));
    }
    return stored.then(
        "mirror",
        geometry,
        Cost.NONE,
        (rows, scope) -> PassedRows.edited(rows, Orientation::mirrorRows));
  }

  private static Cost spooling(ImageGeometry geometry, long heapBytes, ImageLimits limits) {
    long spooledBytes = (long) geometry.rowBytes() * geometry.height();
    LimitCheck.spoolBytes(limits, spooledBytes);
    return new Cost(heapBytes, spooledBytes, 0);
  }
}
