package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Bounds;
import io.github.maskloom.local.cutout.CellGrid;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What is painted within a box, so coarse that it can be held: at most {@value #MAX_CELLS} cells a
 * side, 130 KB. Says how much of any part of the box is painted.
 */
final class PaintedShape {
  private static final int MAX_CELLS = 128;
  private static final double ROUNDING = 1e-6;

  /** The box around what is painted, in the mask's pixels. */
  final BoundingBox box;

  /** How large the mask is. */
  final SceneSize mask;

  private final int leastCoverage;
  private final PixelFilter filter;

  /** The cells in which the box is divided. */
  final CellGrid grid;

  private final int columns;
  private final int rows;

  /** Painted pixels above and to the left of each corner of a cell. */
  private final long[] sums;

  private PaintedShape(BoundingBox box, SceneSize mask, int leastCoverage, PixelFilter filter) {
    this.box = box;
    this.mask = mask;
    this.leastCoverage = leastCoverage;
    this.filter = filter;
    columns = Math.min(MAX_CELLS, box.width());
    rows = Math.min(MAX_CELLS, box.height());
    grid = new CellGrid(columns, rows);
    sums = new long[(columns + 1) * (rows + 1)];
  }

  /** Which of the mask's pixels may count. */
  @FunctionalInterface
  private interface PixelFilter {
    boolean passes(int x, int y);
  }

  /** Reads a mask whose white edits, and whose painted box is known. */
  static PaintedShape of(ImageReader mask, PaintedBox painted) throws IOException {
    SceneSize size = SceneSize.of(mask.geometry());
    PaintedShape shape =
        new PaintedShape(painted.box(), size, painted.leastCoverage(), (x, y) -> true);
    read(mask, List.of(shape));
    return shape;
  }

  /**
   * A part of this shape, to be read from the same mask.
   *
   * @param partBox the box around it, in the mask's pixels
   * @param cells which cells of this shape belong to it, counted in rows
   */
  PaintedShape part(BoundingBox partBox, IntPredicate cells) {
    return new PaintedShape(partBox, mask, leastCoverage, (x, y) -> cells.test(cellAt(x, y)));
  }

  private int cellAt(int x, int y) {
    int row = cell(y - box.y(), rows, box.height());
    return row * columns + cell(x - box.x(), columns, box.width());
  }

  /** Fills shapes from the one mask they are of. */
  static void read(ImageReader mask, List<PaintedShape> shapes) throws IOException {
    mask.eachWhite((white, y) -> shapes.forEach(shape -> shape.addRow(white, y)));
    shapes.forEach(PaintedShape::addUp);
  }

  private void addRow(int[] white, int y) {
    if (y < box.y() || y >= box.y() + box.height()) {
      return;
    }
    int cellRow = cell(y - box.y(), rows, box.height()) + 1;
    for (int x = box.x(); x < box.x() + box.width(); x++) {
      if (white[x] >= leastCoverage && filter.passes(x, y)) {
        int cellColumn = cell(x - box.x(), columns, box.width()) + 1;
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

  /** Painted pixels of a cell. */
  long paintedPixels(int cell) {
    return painted(new BoundingBox(cell % columns, cell / columns, 1, 1));
  }

  /** How much of a cell is painted, 0 to 1. */
  double paintedShare(int cell) {
    return paintedShare(new BoundingBox(cell % columns, cell / columns, 1, 1));
  }

  /** The pixels of some cells. */
  BoundingBox pixels(BoundingBox cells) {
    return Bounds.between(
        box.x() + firstPixel(cells.x(), columns, box.width()),
        box.y() + firstPixel(cells.y(), rows, box.height()),
        box.x() + firstPixel(cells.x() + cells.width(), columns, box.width()),
        box.y() + firstPixel(cells.y() + cells.height(), rows, box.height()));
  }

  /**
   * How much is painted of the cells in which a part of the mask lies, 0 to 1; 0 if some of it lies
   * outside of the box, unless it is outside of the mask.
   *
   * @param left where the part begins, in the mask's pixels
   * @param top where it begins
   * @param right where it ends
   * @param bottom where it ends
   */
  double paintedShare(double left, double top, double right, double bottom) {
    int fromColumn = floor((Math.max(0, left) - box.x()) * columns / box.width());
    int fromRow = floor((Math.max(0, top) - box.y()) * rows / box.height());
    int toColumn = ceil((Math.min(mask.width(), right) - box.x()) * columns / box.width());
    int toRow = ceil((Math.min(mask.height(), bottom) - box.y()) * rows / box.height());
    return fromColumn < 0 || fromRow < 0 || toColumn > columns || toRow > rows
        ? 0
        : paintedShare(Bounds.between(fromColumn, fromRow, toColumn, toRow));
  }

  private double paintedShare(BoundingBox cells) {
    BoundingBox pixels = pixels(cells);
    return (double) painted(cells) / Math.max(1, (long) pixels.width() * pixels.height());
  }

  private long painted(BoundingBox cells) {
    int right = cells.x() + cells.width();
    int bottom = cells.y() + cells.height();
    return sum(right, bottom)
        - sum(cells.x(), bottom)
        - sum(right, cells.y())
        + sum(cells.x(), cells.y());
  }

  private long sum(int column, int row) {
    return sums[row * (columns + 1) + column];
  }

  private static int cell(int pixel, int cells, int side) {
    return (int) ((long) pixel * cells / side);
  }

  /** The first pixel of a side that belongs to a cell. */
  private static int firstPixel(int cell, int cells, int side) {
    return (int) (((long) cell * side + cells - 1) / cells);
  }

  /** What is meant to be whole may have lost it in sums and products. */
  private static int floor(double cells) {
    return (int) Math.floor(cells + ROUNDING);
  }

  private static int ceil(double cells) {
    return (int) Math.ceil(cells - ROUNDING);
  }

  /**
   * The box around what a mask paints at least half as strongly as it paints anything. So neither a
   * brush's soft edge nor what a lossy format leaves beside it makes the box larger.
   *
   * @param box in the mask's pixels; empty if nothing is painted
   * @param leastCoverage of what counts as painted, 1 to 255
   */
  record PaintedBox(BoundingBox box, int leastCoverage) {
    private static final int LEVELS = 16;

    /** Reads a mask whose white edits. */
    static PaintedBox of(ImageReader mask) throws IOException {
      Bounds[] levels = new Bounds[LEVELS];
      Arrays.setAll(levels, level -> new Bounds());
      mask.eachWhite((white, y) -> addRow(white, y, levels));
      int strongest = LEVELS - 1;
      while (strongest > 0 && levels[strongest].box().isEmpty()) {
        strongest--;
      }
      int weakest = (strongest + 1) / 2;
      Bounds bounds = new Bounds();
      for (int level = weakest; level <= strongest; level++) {
        bounds.add(levels[level]);
      }
      return new PaintedBox(bounds.box(), Math.max(1, weakest * LEVELS));
    }

    private static void addRow(int[] white, int y, Bounds[] levels) {
      for (int x = 0; x < white.length; x++) {
        if (white[x] > 0) {
          levels[white[x] / LEVELS].add(x, y);
        }
      }
    }
  }
}
