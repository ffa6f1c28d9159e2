package io.github.maskloom.internal.codec;

import io.github.maskloom.internal.pixel.Orientation;
import io.github.maskloom.raster.WindowSource;

/** Rows of a stored picture as they are to be seen, by its EXIF orientation. */
final class UprightRows {
  private UprightRows() {}

  /**
   * The rows upright. Mirroring streams; what turns the picture or flips it top to bottom goes
   * through a temporary file.
   */
  static WindowSource of(WindowSource stored, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    if (orientation.swapsSides()) {
      return new TransposedRows(stored, orientation);
    }
    if (orientation.reversesRows()) {
      return new ReversedRows(stored, orientation);
    }
    return EditedRows.of(stored, Orientation::mirrorRows);
  }
}
