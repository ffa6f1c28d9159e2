package io.github.maskloom;

import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.internal.png.splice.RowEdits;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** The strategy that takes only painted rows through the blend; the rest is copied compressed. */
final class SpliceComposite implements RowEdits {
  private final CompositeOptions options;
  private final PaintRows paint;
  private final SourceOver sourceOver;
  private final ImageGeometry geometry;
  private int maskRows;
  private long windows;

  SpliceComposite(ImageGeometry photo, PaintRows paint, CompositeOptions options) {
    this.options = options;
    this.paint = paint;
    geometry = photo;
    sourceOver = new SourceOver(photo, options.rounding());
  }

  @Override
  public int nextRow() throws IOException {
    while (maskRows < geometry.height()) {
      options.cancel().throwIfCancelled();
      maskRows++;
      if (paint.next()) {
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
}
