package io.github.maskloom;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** The mask, pulled row by row and turned into what is painted over the photo. */
final class PaintRows {
  private final WindowReader mask;
  private final MaskPaint painter;
  private final RasterWindow window;

  /** The mask's own window if its rows are paint as they are, else one row. */
  private final RasterWindow paint;

  private int row;
  private int nextY;

  /** Paint of a mask that has the photo's size already; the reader stays the caller's. */
  PaintRows(WindowReader mask, MaskPaint painter, int windowRows) {
    this.mask = mask;
    this.painter = painter;
    window = new RasterWindow(mask.geometry(), windowRows);
    paint = painter.isIdentity() ? window : new RasterWindow(painter.paintGeometry(), 1);
  }

  /** Whether the paint may have a colour other than grey. */
  boolean mayBeColored() {
    return painter.mayBeColored();
  }

  /** Takes the next row of the mask. */
  void next() throws IOException {
    if (row == window.rows()) {
      row = 0;
      if (read() == 0) {
        throw new IllegalStateException("the mask ended before the photo");
      }
    }
    if (paint != window) {
      painter.paint(window, row, paint, 0);
    }
    row++;
  }

  /** Counts what {@link #next} took. */
  void addTo(MaskTally tally) {
    tally.add(paint, paintRow());
  }

  /** Blends what {@link #next} took over a row of the photo. */
  void blend(SourceOver sourceOver, RasterWindow photo, int photoRow) {
    sourceOver.blend(paint, paintRow(), photo, photoRow);
  }

  private int paintRow() {
    return paint == window ? row - 1 : 0;
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
