package io.github.maskloom;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** The mask, pulled row by row and turned into what is painted over the photo. */
final class PaintRows {
  private final WindowReader mask;
  private final MaskPaint painter;
  private final RasterWindow window;
  private final RasterWindow paint;
  private int row;
  private int nextY;

  /** Paint of a mask that has the photo's size already; the reader stays the caller's. */
  PaintRows(WindowReader mask, MaskPaint painter, int windowRows) {
    this.mask = mask;
    this.painter = painter;
    window = new RasterWindow(mask.geometry(), windowRows);
    paint = new RasterWindow(painter.paintGeometry(), 1);
  }

  /** Whether the paint may have a colour other than grey. */
  boolean mayBeColored() {
    return painter.mayBeColored();
  }

  /**
   * Takes the next row of the mask.
   *
   * @return a window whose first row is the paint, until the next call
   */
  RasterWindow next() throws IOException {
    if (row == window.rows()) {
      row = 0;
      if (read() == 0) {
        throw new IllegalStateException("the mask ended before the photo");
      }
    }
    painter.paint(window, row++, paint, 0);
    return paint;
  }

  /** The paint that {@link #next} returned last. */
  RasterWindow current() {
    return paint;
  }

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException {
    if (row < window.rows() || read() > 0) {
      throw new IllegalStateException("the mask has more rows than the photo");
    }
  }

  private int read() throws IOException {
    try {
      int rows = mask.read(window);
      if (rows < 0 || (rows > 0 && (window.rows() != rows || window.y() != nextY))) {
        throw new IllegalStateException("the mask's rows are out of order at row " + nextY);
      }
      nextY += rows;
      return rows;
    } catch (ImageException e) {
      throw e.initPicture("mask");
    }
  }
}
