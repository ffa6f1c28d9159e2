package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** Paint that counts only within a region: beside it nothing is painted. */
final class RegionRows extends PaintRows.Changed {
  private final BoundingBox region;
  private int y = -1;

  private RegionRows(PaintRows paint, BoundingBox region) {
    super(paint);
    this.region = region;
  }

  /** Paint within a region, which is cleared in the rows of the stage below. */
  static Stage<PaintRows> stage(Stage<PaintRows> paint, BoundingBox region) {
    return paint.then(
        "leave out what lies beside the region",
        paint.geometry(),
        Cost.NONE,
        (rows, scope) -> new RegionRows(rows, region));
  }

  @Override
  public boolean next() throws IOException {
    y++;
    if (!below.next()) {
      return false;
    }
    RasterWindow row = below.paint();
    int width = row.geometry().width();
    if (y < region.y() || y >= region.y() + region.height()) {
      PaintedPixels.fill(row, below.paintRow(), 0, width, 0);
      return false;
    }
    PaintedPixels.fill(row, below.paintRow(), 0, region.x(), 0);
    PaintedPixels.fill(row, below.paintRow(), region.x() + region.width(), width, 0);
    return PaintedPixels.next(row, below.paintRow(), region.x()) < width;
  }
}
