package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.Arrays;

/** Paint that counts only within a region: beside it nothing is painted. */
final class RegionRows implements PaintRows {
  private static final int BANDS = 4;

  private final PaintRows paint;
  private final BoundingBox region;
  private int y = -1;

  private RegionRows(PaintRows paint, BoundingBox region) {
    this.paint = paint;
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
    if (!paint.next()) {
      return false;
    }
    int width = paint.paint().geometry().width();
    if (y < region.y() || y >= region.y() + region.height()) {
      clear(0, width);
      return false;
    }
    clear(0, region.x());
    clear(region.x() + region.width(), width);
    return PaintedPixels.next(paint.paint(), paint.paintRow(), region.x()) < width;
  }

  private void clear(int from, int to) {
    RasterWindow row = paint.paint();
    int offset = row.rowOffset(paint.paintRow());
    if (row.geometry().depth() == 8) {
      Arrays.fill(row.bytes(), offset + from * BANDS, offset + to * BANDS, (byte) 0);
    } else {
      Arrays.fill(row.shorts(), offset + from * BANDS, offset + to * BANDS, (short) 0);
    }
  }

  @Override
  public RasterWindow paint() {
    return paint.paint();
  }

  @Override
  public int paintRow() {
    return paint.paintRow();
  }

  @Override
  public void finish() throws IOException {
    paint.finish();
  }

  /** What was painted, beside the region too. */
  @Override
  public MaskStatistics statistics() {
    return paint.statistics();
  }
}
