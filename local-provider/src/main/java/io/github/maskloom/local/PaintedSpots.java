package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The parts of a painted shape that lie apart from one another, by its cells. Strokes that almost
 * touch are one part, as is whatever one line goes around.
 */
final class PaintedSpots {
  /** Cells that are no further apart are joined: 2 % of a side of the painted box. */
  private static final int REACH = 3;

  /** What has a smaller share of the largest spot's paint is a slip of the brush. */
  private static final double LEAST_SHARE = 0.05;

  private final PaintedShape shape;

  /** For each cell, in rows, the number of its spot; 0 where nothing is painted. */
  private final int[] numbers;

  private final List<Spot> spots = new ArrayList<>();

  private PaintedSpots(PaintedShape shape) {
    this.shape = shape;
    numbers = new int[shape.columns() * shape.rows()];
    for (int cell = 0; cell < numbers.length; cell++) {
      if (numbers[cell] == 0 && isPainted(cell)) {
        spots.add(join(cell, spots.size() + 1));
      }
    }
    spots.sort(Comparator.comparingLong(Spot::paintedPixels).reversed());
  }

  /**
   * One part.
   *
   * @param number what its cells bear
   * @param box around its cells, in the mask's pixels
   * @param paintedPixels how much of it is painted
   */
  private record Spot(int number, BoundingBox box, long paintedPixels) {}

  /**
   * The shapes of the largest spots, the largest first; the whole shape if it is all one.
   *
   * @param most how many are asked for
   * @param mask from its first row; it is read only if there are several
   * @return at least one
   */
  static List<PaintedShape> in(PaintedShape shape, int most, ImageReader mask) throws IOException {
    PaintedSpots spots = new PaintedSpots(shape);
    return spots.spots.size() == 1 ? List.of(shape) : spots.shapes(most, mask);
  }

  private List<PaintedShape> shapes(int most, ImageReader mask) throws IOException {
    double least = LEAST_SHARE * spots.get(0).paintedPixels;
    List<PaintedShape> shapes =
        spots.stream()
            .filter(spot -> spot.paintedPixels >= least)
            .limit(most)
            .map(spot -> shape.part(spot.box, cell -> numbers[cell] == spot.number))
            .toList();
    PaintedShape.read(mask, shapes);
    return shapes;
  }

  private boolean isPainted(int cell) {
    return shape.paintedPixels(cell % shape.columns(), cell / shape.columns()) > 0;
  }

  /** Numbers all cells that are joined to one. */
  private Spot join(int first, int number) {
    int columns = shape.columns();
    int left = columns;
    int right = 0;
    int top = shape.rows();
    int bottom = 0;
    long painted = 0;
    Deque<Integer> open = new ArrayDeque<>(List.of(first));
    numbers[first] = number;
    while (!open.isEmpty()) {
      int cell = open.remove();
      int column = cell % columns;
      int row = cell / columns;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
      painted += shape.paintedPixels(column, row);
      addAround(column, row, number, open);
    }
    return new Spot(number, shape.pixels(left, top, right, bottom), painted);
  }

  private void addAround(int column, int row, int number, Deque<Integer> open) {
    int toRow = Math.min(shape.rows() - 1, row + REACH);
    int toColumn = Math.min(shape.columns() - 1, column + REACH);
    for (int y = Math.max(0, row - REACH); y <= toRow; y++) {
      for (int x = Math.max(0, column - REACH); x <= toColumn; x++) {
        int cell = y * shape.columns() + x;
        if (numbers[cell] == 0 && isPainted(cell)) {
          numbers[cell] = number;
          open.add(cell);
        }
      }
    }
  }
}
