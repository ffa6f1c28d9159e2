package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.pixel.Orientation;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;

/** Rows of a stored image as they are to be seen, by its EXIF orientation. */
public final class UprightRows {
  private UprightRows() {}

  /**
   * The rows upright. Mirroring streams; what turns the image or flips it top to bottom goes
   * through a temporary file.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if that file would be too large
   */
  public static WindowSource of(WindowSource stored, Orientation orientation, ImageLimits limits) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    if (orientation.swapsSides()) {
      return new TransposedRows(stored, orientation, limits);
    }
    if (orientation.reversesRows()) {
      return new ReversedRows(stored, orientation, limits);
    }
    return EditedRows.of(stored, Orientation::mirrorRows);
  }

  /** Bytes in a temporary file that this takes. */
  public static long spoolBytes(ImageGeometry stored, Orientation orientation) {
    boolean spools = orientation.swapsSides() || orientation.reversesRows();
    return spools ? (long) stored.rowBytes() * stored.height() : 0;
  }

  /** Heap that this takes, about, beside what reads the stored rows. */
  public static long heapBytes(ImageGeometry stored, Orientation orientation) {
    if (orientation.swapsSides()) {
      return TransposedRows.heapBytes(stored);
    }
    return orientation.reversesRows() ? ReversedRows.heapBytes(stored) : 0;
  }
}
