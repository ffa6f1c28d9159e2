package io.github.maskloom;

import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.internal.png.RowEdits;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** The strategy that takes only painted rows through the blend; the rest is copied compressed. */
final class SpliceComposite implements RowEdits {
  private final CompositeOptions options;
  private final PaintRows paint;
  private final MaskTally tally;
  private final SourceOver sourceOver;
  private final ImageGeometry geometry;
  private int maskRows;
  private long windows;

  SpliceComposite(ImageGeometry photo, PaintRows paint, CompositeOptions options) {
    this.options = options;
    this.paint = paint;
    geometry = photo;
    tally = new MaskTally(photo.width(), photo.height());
    sourceOver = new SourceOver(photo, options.rounding());
  }

  @Override
  public int nextRow() throws IOException {
    while (maskRows < geometry.height()) {
      options.cancel().throwIfCancelled();
      long before = tally.paintedPixels();
      paint.next();
      paint.addTo(tally);
      maskRows++;
      if (tally.paintedPixels() > before) {
        return maskRows - 1;
      }
    }
    paint.finish();
    return geometry.height();
  }

  @Override
  public void edit(RasterWindow row) {
    paint.blend(sourceOver, row, 0);
    windows++;
  }

  @Override
  public void done(int doneRows) {
    options.cancel().throwIfCancelled();
    options.progress().onRows(doneRows, geometry.height());
  }

  /** Rows that went through the blend. */
  long windows() {
    return windows;
  }

  /** What was painted. */
  MaskStatistics statistics() {
    return MaskStatistics.of(tally, geometry.pixels());
  }
}
