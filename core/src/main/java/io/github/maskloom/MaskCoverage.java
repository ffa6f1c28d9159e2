package io.github.maskloom;

import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** Where a mask is painted, row by row from top to bottom, and how it was painted. */
interface MaskCoverage {
  /** Takes the next row, and says whether the mask is painted anywhere in it. */
  boolean next() throws IOException;

  /** Holds the paint that {@link #next} took: RGBA, of which alpha is the coverage. */
  RasterWindow paint();

  /** Where that row stands in {@link #paint}. */
  int paintRow();

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException;

  /** What was painted, once every row was taken. */
  MaskStatistics statistics();
}
