package io.github.maskloom;

import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** What is painted over the photo, row by row from top to bottom. */
interface PaintRows {
  /** Whether the paint may have a colour other than grey, so that a grey photo becomes RGB. */
  boolean mayBeColored();

  /** Takes the next row, and says whether the mask is painted anywhere in it. */
  boolean next() throws IOException;

  /** Blends what {@link #next} took over a row of the photo; at most once. */
  void blend(SourceOver sourceOver, RasterWindow photo, int photoRow);

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException;

  /** What was painted, once every row was taken. */
  MaskStatistics statistics();
}
