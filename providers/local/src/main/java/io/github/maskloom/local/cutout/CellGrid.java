package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Cells in rows, such as pixels, which have their numbers from the upper left one on.
 *
 * @param width how many cells a row has
 * @param height how many rows there are
 */
public record CellGrid(int width, int height) {
  private static final int SIDES = 4;

  /** What may go on from one cell to the next. */
  @FunctionalInterface
  public interface Step {
    /**
     * Takes a cell, or not. It is asked again from elsewhere, also if it took the cell.
     *
     * @param from a cell that was taken
     * @param to the cell beside it
     * @return whether the cell was taken by this
     */
    boolean takes(int from, int to);
  }

  /**
   * Visits the cells of the square around one, row by row, as far as they lie in the grid.
   *
   * @param at the cell in the middle, which is visited too
   * @param reach how many cells the square goes beyond that to each side
   * @param visitor takes each cell
   */
  public void around(int at, int reach, IntConsumer visitor) {
    int x = at % width;
    int y = at / width;
    for (int ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
      for (int nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++) {
        visitor.accept(ny * width + nx);
      }
    }
  }

  /**
   * {@return the box around some cells; empty if there are none}
   *
   * @param cells in any order
   */
  public BoundingBox box(IntStream cells) {
    Bounds bounds = new Bounds();
    cells.forEach(at -> bounds.add(at % width, at / width));
    return bounds.box();
  }

  /** The cell beside another; a negative number beyond the border. */
  int neighbor(int at, int side) {
    int x = at % width;
    return switch (side) {
      case 0 -> x > 0 ? at - 1 : -1;
      case 1 -> x < width - 1 ? at + 1 : -1;
      case 2 -> at - width;
      default -> at + width < width * height ? at + width : -1;
    };
  }

  /**
   * Collects unseen cells that belong to each other, from one of them, and marks them as seen.
   *
   * @param start belongs
   * @param seen by cell
   * @param belongs whether a cell does that touches one which does
   * @param cells takes them
   * @return how many there are
   */
  public int collect(int start, boolean[] seen, IntPredicate belongs, int[] cells) {
    seen[start] = true;
    cells[0] = start;
    return spread(
        cells,
        1,
        (from, to) -> {
          boolean fresh = !seen[to] && belongs.test(to);
          seen[to] |= fresh;
          return fresh;
        });
  }

  /**
   * Goes on from cells to those beside them, and from these, as long as they are taken.
   *
   * @param cells where this begins; those that are taken follow
   * @param count how many cells this begins with
   * @param step takes cells; the same one at most once
   * @return how many cells there are then
   */
  int spread(int[] cells, int count, Step step) {
    int reached = count;
    for (int i = 0; i < reached; i++) {
      for (int side = 0; side < SIDES; side++) {
        int to = neighbor(cells[i], side);
        if (to >= 0 && step.takes(cells[i], to)) {
          cells[reached++] = to;
        }
      }
    }
    return reached;
  }
}
