package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * A part of an image. Rows below it are not asked for. Owns the source.
 *
 * <p><b>Memory:</b> a source row.
 */
public final class CroppedRows extends MadeRows {
  private final int left;
  private final int top;
  private final RasterWindow sourceRow;

  private CroppedRows(WindowReader source, int left, int top, ImageGeometry part) {
    super(source, part, source.metadata());
    this.left = left;
    this.top = top;
    sourceRow = new RasterWindow(source.geometry(), 1);
  }

  /**
   * {@return a part that lies within an image, of which rows below are not read}
   *
   * @param below the whole image
   * @param left first column, from 0
   * @param top first row, from 0
   * @param width columns of the part
   * @param height rows of the part
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below, int left, int top, int width, int height) {
    ImageGeometry whole = below.geometry();
    ImageGeometry part = whole.withSize(width, height);
    return below.then(
        "crop",
        part,
        Cost.heap(whole.rowBytes()),
        (rows, scope) -> new CroppedRows(rows, left, top, part));
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      do {
        next(sourceRow);
      } while (sourceRow.y() < top);
      boolean narrow = geometry().depth() == 8;
      Object from = narrow ? sourceRow.bytes() : sourceRow.shorts();
      Object to = narrow ? window.bytes() : window.shorts();
      int first = left * geometry().bands();
      System.arraycopy(from, first, to, window.rowOffset(row), geometry().rowSamples());
    }
  }
}
