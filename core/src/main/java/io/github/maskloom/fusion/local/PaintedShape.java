package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/**
 * What is painted within its box, so coarse that it can be held: at most {@value #MAX_CELLS} cells
 * a side, 130 KB. Says how much of any part of the box is painted.
 */
final class PaintedShape {
  private static final int MAX_CELLS = 128;
  private static final int BANDS = 4;

  private final BoundingBox box;
  private final int columns;
  private final int rows;

  /** Painted pixels above and to the left of each corner of a cell. */
  private final long[] sums;

  private PaintedShape(BoundingBox box) {
    this.box = box;
    columns = Math.min(MAX_CELLS, box.width());
    rows = Math.min(MAX_CELLS, box.height());
    sums = new long[(columns + 1) * (rows + 1)];
  }

  /** Reads a mask whose white edits, and whose painted box is known. */
  static PaintedShape of(PictureReader mask, PaintedBox painted) throws IOException {
    PaintedShape shape = new PaintedShape(painted.box());
    shape.read(mask, painted.leastCoverage());
    shape.addUp();
    return shape;
  }

  private void read(PictureReader mask, int leastCoverage) throws IOException {
    MaskPaint white = new MaskPaint(mask.geometry(), MaskConvention.WHITE_EDITS, 0xFFFFFF, 0xFF, 8);
    RasterWindow window = mask.newWindow();
    RasterWindow paint = new RasterWindow(white.paintGeometry(), 1);
    while (mask.read(window) > 0) {
      for (int row = 0; row < window.rows(); row++) {
        int y = window.y() + row - box.y();
        if (y >= 0 && y < box.height()) {
          white.paint(window, row, paint, 0);
          addRow(paint.bytes(), y, leastCoverage);
        }
      }
    }
  }

  private void addRow(byte[] paint, int y, int leastCoverage) {
    int cellRow = (int) ((long) y * rows / box.height()) + 1;
    for (int x = 0; x < box.width(); x++) {
      int coverage = paint[(box.x() + x) * BANDS + BANDS - 1] & 0xFF;
      if (coverage >= leastCoverage) {
        int cellColumn = (int) ((long) x * columns / box.width()) + 1;
        sums[cellRow * (columns + 1) + cellColumn]++;
      }
    }
  }

  private void addUp() {
    for (int row = 1; row <= rows; row++) {
      long left = 0;
      for (int column = 1; column <= columns; column++) {
        int at = row * (columns + 1) + column;
        left += sums[at];
        sums[at] = left + sums[at - columns - 1];
      }
    }
  }

  /** The box around what is painted, in the mask's pixels. */
  BoundingBox box() {
    return box;
  }

  /**
   * How much of a part is painted, 0 to 1.
   *
   * @param left where it begins, as a share of the box's width
   * @param top where it begins, as a share of the box's height
   * @param width as a share of the box's width
   * @param height as a share of the box's height
   */
  double paintedShare(double left, double top, double width, double height) {
    int fromColumn = (int) Math.floor(left * columns);
    int fromRow = (int) Math.floor(top * rows);
    int toColumn = Math.min(columns, Math.max(fromColumn + 1, (int) ((left + width) * columns)));
    int toRow = Math.min(rows, Math.max(fromRow + 1, (int) ((top + height) * rows)));
    long painted =
        sum(toColumn, toRow)
            - sum(fromColumn, toRow)
            - sum(toColumn, fromRow)
            + sum(fromColumn, fromRow);
    long pixels =
        (firstPixel(toColumn, columns, box.width()) - firstPixel(fromColumn, columns, box.width()))
            * (firstPixel(toRow, rows, box.height()) - firstPixel(fromRow, rows, box.height()));
    return (double) painted / pixels;
  }

  /**
   * The first pixel of a side that belongs to a cell, where pixel p is in cell p * cells / side.
   */
  private static long firstPixel(int cell, int cells, int side) {
    return ((long) cell * side + cells - 1) / cells;
  }

  private long sum(int column, int row) {
    return sums[row * (columns + 1) + column];
  }
}
