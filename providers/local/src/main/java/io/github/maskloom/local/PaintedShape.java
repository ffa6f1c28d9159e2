package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
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

  private final BoundingBox box;
  private final SceneSize mask;
  private final int leastCoverage;
  private final PixelFilter filter;
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
    return new PaintedShape(
        partBox,
        mask,
        leastCoverage,
        (x, y) ->
            cells.test(
                cell(y - box.y(), rows, box.height()) * columns
                    + cell(x - box.x(), columns, box.width())));
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

  /** The box around what is painted, in the mask's pixels. */
  BoundingBox box() {
    return box;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Whether the box begins at the mask's left border. */
  boolean reachesLeft() {
    return box.x() == 0;
  }

  /** Whether the box begins at the mask's upper border. */
  boolean reachesTop() {
    return box.y() == 0;
  }

  /** Whether the box ends at the mask's right border. */
  boolean reachesRight() {
    return box.x() + box.width() == mask.width();
  }

  /** Whether the box ends at the mask's lower border. */
  boolean reachesBottom() {
    return box.y() + box.height() == mask.height();
  }

  /** Painted pixels of a cell. */
  long paintedPixels(int column, int row) {
    return painted(column, row, column + 1, row + 1);
  }

  /** How much of a cell is painted, 0 to 1. */
  double paintedShare(int column, int row) {
    BoundingBox cell = pixels(column, row, column + 1, row + 1);
    return (double) paintedPixels(column, row) / Math.max(1, (long) cell.width() * cell.height());
  }

  /** The pixels of some columns and rows of cells, each from one and up to another. */
  BoundingBox pixels(int fromColumn, int fromRow, int toColumn, int toRow) {
    int left = (int) firstPixel(fromColumn, columns, box.width());
    int top = (int) firstPixel(fromRow, rows, box.height());
    int right = (int) firstPixel(toColumn, columns, box.width());
    int bottom = (int) firstPixel(toRow, rows, box.height());
    return new BoundingBox(box.x() + left, box.y() + top, right - left, bottom - top);
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
    if (fromColumn < 0 || fromRow < 0 || toColumn > columns || toRow > rows) {
      return 0;
    }
    BoundingBox pixels = pixels(fromColumn, fromRow, toColumn, toRow);
    long all = (long) pixels.width() * pixels.height();
    return (double) painted(fromColumn, fromRow, toColumn, toRow) / Math.max(1, all);
  }

  private long painted(int fromColumn, int fromRow, int toColumn, int toRow) {
    return sum(toColumn, toRow)
        - sum(fromColumn, toRow)
        - sum(toColumn, fromRow)
        + sum(fromColumn, fromRow);
  }

  private long sum(int column, int row) {
    return sums[row * (columns + 1) + column];
  }

  private static int cell(int pixel, int cells, int side) {
    return (int) ((long) pixel * cells / side);
  }

  /** The first pixel of a side that belongs to a cell. */
  private static long firstPixel(int cell, int cells, int side) {
    return ((long) cell * side + cells - 1) / cells;
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
   */
  static final class PaintedBox {
    private static final int LEVELS = 16;

    private final int[] left = new int[LEVELS];
    private final int[] right = new int[LEVELS];
    private final int[] top = new int[LEVELS];
    private final int[] bottom = new int[LEVELS];

    private PaintedBox() {
      Arrays.fill(left, Integer.MAX_VALUE);
      Arrays.fill(top, Integer.MAX_VALUE);
      Arrays.fill(right, -1);
      Arrays.fill(bottom, -1);
    }

    /** Reads a mask whose white edits. */
    static PaintedBox of(ImageReader mask) throws IOException {
      PaintedBox box = new PaintedBox();
      mask.eachWhite(box::add);
      return box;
    }

    private void add(int[] white, int y) {
      for (int x = 0; x < white.length; x++) {
        int coverage = white[x];
        if (coverage > 0) {
          int level = coverage / LEVELS;
          left[level] = Math.min(left[level], x);
          right[level] = Math.max(right[level], x);
          top[level] = Math.min(top[level], y);
          bottom[level] = y;
        }
      }
    }

    /** The strongest level that is painted; negative if none is. */
    private int strongest() {
      int level = LEVELS - 1;
      while (level >= 0 && bottom[level] < 0) {
        level--;
      }
      return level;
    }

    private static int weakest(int strongest) {
      return (strongest + 1) / 2;
    }

    /** The least coverage, 1 to 255, of what counts as painted. */
    int leastCoverage() {
      return Math.max(1, weakest(strongest()) * LEVELS);
    }

    /** The box in the mask's pixels; empty if nothing is painted. */
    BoundingBox box() {
      int strongest = strongest();
      if (strongest < 0) {
        return BoundingBox.EMPTY;
      }
      int weakest = weakest(strongest);
      int x = Arrays.stream(left, weakest, strongest + 1).min().orElseThrow();
      int y = Arrays.stream(top, weakest, strongest + 1).min().orElseThrow();
      int endX = Arrays.stream(right, weakest, strongest + 1).max().orElseThrow() + 1;
      int endY = Arrays.stream(bottom, weakest, strongest + 1).max().orElseThrow() + 1;
      return new BoundingBox(x, y, endX - x, endY - y);
    }
  }
}
