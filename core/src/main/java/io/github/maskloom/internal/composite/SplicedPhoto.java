package io.github.maskloom.internal.composite;

import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** The strategy that takes only painted rows through the blend; the rest is copied compressed. */
final class SplicedPhoto implements Splicing.Paint {
  private final WorkOptions work;
  private final PaintRows paint;
  private final SourceOver sourceOver;
  private final ImageGeometry geometry;
  private int maskRows;
  private long windows;

  SplicedPhoto(ImageGeometry photo, PaintRows paint, Rounding rounding, WorkOptions work) {
    this.work = work;
    this.paint = paint;
    geometry = photo;
    sourceOver = new SourceOver(photo, rounding);
  }

  @Override
  public int nextRow() throws IOException {
    while (maskRows < geometry.height()) {
      work.cancel().throwIfCancelled();
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
    paint.meet(row, 0);
    paint.weigh();
    sourceOver.blend(paint.paint(), paint.paintRow(), row, 0);
    windows++;
  }

  @Override
  public void read(byte[] target, int offset) {
    paint.weigh();
    RasterWindow row = paint.paint();
    System.arraycopy(
        row.bytes(), row.rowOffset(paint.paintRow()), target, offset, row.geometry().rowSamples());
    windows++;
  }

  @Override
  public void done(int doneRows) {
    work.cancel().throwIfCancelled();
    work.progress().onRows(doneRows, geometry.height());
  }

  /** Rows that went through the blend. */
  long windows() {
    return windows;
  }
}
