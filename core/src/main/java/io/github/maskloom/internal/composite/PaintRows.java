package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** What is painted over the photo, row by row from top to bottom: RGBA, its alpha the coverage. */
interface PaintRows {
  /** Takes the next row, and says whether anything is painted in it. */
  boolean next() throws IOException;

  /** Looks at the row of the photo that the one {@link #next} took goes over; at most once. */
  default void meet(RasterWindow photo, int photoRow) {}

  /** Makes the row that {@link #next} took ready to be blended, if something is painted in it. */
  default void weigh() {}

  /** Holds the row that {@link #next} took. */
  RasterWindow paint();

  /** Where that row stands in {@link #paint}. */
  int paintRow();

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException;

  /** What was painted, once every row was taken. */
  MaskStatistics statistics();

  /** Pixels that the paint may change, once every row was taken. */
  default long changeablePixels() {
    return statistics().paintedPixels();
  }
}
