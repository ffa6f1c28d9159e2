package io.github.maskloom;

import io.github.maskloom.internal.pipeline.ConvertedRows;
import io.github.maskloom.internal.pipeline.EditedRows;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/** The strategy that takes every row of the photo through the blend. */
final class StreamComposite {
  private final CompositeOptions options;
  private final PaintRows paint;
  private final SourceOver sourceOver;
  private final WindowSource rows;
  private long windows;
  private int nextY;

  StreamComposite(WindowSource photo, PaintRows paint, CompositeOptions options) {
    this.options = options;
    this.paint = paint;
    ImageGeometry shape = PaintedPhoto.canvas(photo.geometry(), paint.mayBeColored());
    WindowSource canvas = ConvertedRows.of(photo, shape.bands(), shape.depth(), 0);
    sourceOver = new SourceOver(canvas.geometry(), options.rounding());
    rows = EditedRows.of(canvas, this::blend);
  }

  /** The photo's rows with the paint over them; a grey photo takes on colour if the paint may. */
  WindowSource rows() {
    return rows;
  }

  private void blend(RasterWindow window) throws IOException {
    options.cancel().throwIfCancelled();
    if (window.y() != nextY || window.rows() < 1) {
      throw new IllegalStateException("the photo's rows are out of order at row " + nextY);
    }
    nextY += window.rows();
    for (int row = 0; row < window.rows(); row++) {
      paint.next();
      paint.blend(sourceOver, window, row);
    }
    windows++;
    options.progress().onRows((long) window.y() + window.rows(), window.geometry().height());
  }

  /** Called when every row was taken. */
  void finish() throws IOException {
    if (nextY < rows.geometry().height()) {
      throw new IllegalStateException("the photo ended after row " + nextY);
    }
    paint.finish();
  }

  /** Windows that went through. */
  long windows() {
    return windows;
  }
}
