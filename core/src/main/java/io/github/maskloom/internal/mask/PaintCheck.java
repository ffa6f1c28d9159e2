package io.github.maskloom.internal.mask;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;

/**
 * Looks at a mask while its rows pass, up to the first pixel that is painted. <b>Memory:</b> a row
 * of paint. <b>Threads:</b> confined to one.
 */
public final class PaintCheck {
  private static final int WHITE = 0xFFFFFF;
  private static final int FULL = 0xFF;
  private static final int PAINT_BANDS = 4;

  private final MaskPaint paint;
  private final RasterWindow paintRow;
  private final Runnable found;
  private boolean passed;

  private PaintCheck(ImageGeometry mask, MaskConvention convention, Runnable found) {
    paint = new MaskPaint(mask, convention, WHITE, FULL, 8);
    paintRow = new RasterWindow(paint.paintGeometry(), 1);
    this.found = found;
  }

  /**
   * A mask's rows, which are looked at.
   *
   * @param found run once, if anything is painted
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> mask, MaskConvention convention, Runnable found) {
    return mask.then(
        "look whether anything is painted",
        mask.geometry(),
        Cost.heap((long) PAINT_BANDS * mask.geometry().width()),
        (rows, scope) ->
            PassedRows.edited(rows, new PaintCheck(mask.geometry(), convention, found)::look));
  }

  private void look(RasterWindow window) {
    for (int row = 0; row < window.rows() && !passed; row++) {
      paint.paint(window, row, paintRow, 0);
      passed = PaintedPixels.next(paintRow, 0, 0) < window.geometry().width();
      if (passed) {
        found.run();
      }
    }
  }
}
