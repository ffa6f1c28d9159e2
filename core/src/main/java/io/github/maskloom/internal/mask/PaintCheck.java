package io.github.maskloom.internal.mask;

import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;

/**
 * Looks at a mask while its rows pass, until a pixel that is painted and one that is not have come.
 * <b>Memory:</b> a row of paint. <b>Threads:</b> confined to one.
 */
public final class PaintCheck {
  private static final Brush FULL = new Brush(0xFFFFFF, 0xFF);
  private static final int PAINT_BANDS = 4;

  private final MaskConvention convention;
  private final int threshold;
  private boolean painted;
  private boolean unpainted;

  /**
   * A check that has seen no row.
   *
   * @param form of which the rows are, once they are {@link MaskForm#scalable}; a pixel that it
   *     writes as one to keep is not painted
   */
  public PaintCheck(MaskForm form) {
    convention = form.scaled().from();
    threshold = form.to().threshold();
  }

  /** A mask's rows, which are looked at. */
  public Stage<WindowReader> stage(Stage<WindowReader> mask) {
    return mask.then(
        "look whether anything is painted",
        mask.geometry(),
        Cost.heap((long) PAINT_BANDS * mask.geometry().width()),
        (rows, scope) -> {
          MaskPaint paint = new MaskPaint(mask.geometry(), convention, FULL, 8);
          RasterWindow paintRow = new RasterWindow(paint.paintGeometry(), 1);
          return PassedRows.edited(rows, window -> look(window, paint, paintRow));
        });
  }

  /** Whether no pixel was painted. */
  public boolean nothingPainted() {
    return !painted;
  }

  /** Whether every pixel was painted. */
  public boolean everythingPainted() {
    return !unpainted;
  }

  private void look(RasterWindow window, MaskPaint paint, RasterWindow paintRow) {
    for (int row = 0; row < window.rows() && !(painted && unpainted); row++) {
      paint.paint(window, row, paintRow, 0);
      int width = window.geometry().width();
      int first = PaintedPixels.next(paintRow, 0, 0);
      unpainted |= first > 0;
      for (int x = first; x < width && !(painted && unpainted); x++) {
        int coverage = paintRow.bytes()[x * PAINT_BANDS + PAINT_BANDS - 1] & 0xFF;
        painted |= coverage > threshold;
        unpainted |= coverage <= threshold;
      }
    }
  }
}
