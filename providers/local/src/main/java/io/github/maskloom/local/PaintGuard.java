package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.CellGrid;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How far inside of the paint a place is. A shadow fades toward the paint's edge and is gone there,
 * so that nothing beyond it changes, and no line shows where it would be cut off.
 *
 * <p>What strokes go around counts as painted. The border of the scene is no edge.
 *
 * <p><b>Memory:</b> 67 KB. <b>Threads:</b> safe.
 *
 * @param columns how many cells the painted box has in a row
 * @param rows how many rows of cells it has
 * @param left where its first column begins, in pixels of the image
 * @param top where its first row begins
 * @param cellWidth of a cell, in pixels of the image
 * @param cellHeight of a cell
 * @param kept how much of a shadow is left in each cell, within a ring of cells beyond the box
 */
@SuppressWarnings("ArrayRecordComponent") // It is compared with nothing.
record PaintGuard(
    int columns,
    int rows,
    double left,
    double top,
    double cellWidth,
    double cellHeight,
    float[] kept) {
  /** A cell that is less painted lies on the edge. */
  private static final double PAINTED = 0.995;

  /** The share of the painted box's shorter side over which a shadow fades. */
  private static final double FADE_SHARE = 0.05;

  /** A shadow fades so much wider along a row, as a floor is seen from a low place. */
  private static final double FLATNESS = 2;

  /** A guard of what is painted, in pixels of the mask. */
  static PaintGuard of(PaintedShape shape) {
    BoundingBox box = shape.box;
    CellGrid grid = shape.grid;
    double cellWidth = (double) box.width() / grid.width();
    double cellHeight = (double) box.height() / grid.height();
    double across = cellWidth / FLATNESS;
    float[] distances = distances(shape, outside(shape), across, cellHeight);
    double fade = Math.max(1.5, FADE_SHARE * Math.min(box.width(), box.height()));
    double edge = 1.5 * Math.max(across, cellHeight);
    for (int i = 0; i < distances.length; i++) {
      double t = Math.max(0, Math.min(1, (distances[i] - edge) / fade));
      distances[i] = (float) (t * t * (3 - 2 * t));
    }
    return new PaintGuard(
        grid.width(), grid.height(), box.x(), box.y(), cellWidth, cellHeight, distances);
  }

  /** Cells that are neither painted nor enclosed, with a ring around the box, which is neither. */
  private static boolean[] outside(PaintedShape shape) {
    CellGrid ringed = ringed(shape);
    int width = ringed.width();
    boolean[] open = new boolean[width * ringed.height()];
    IntPredicate unpainted = at -> !isPainted(shape, at % width - 1, at / width - 1);
    int unused = ringed.collect(0, open, unpainted, new int[open.length]);
    return open;
  }

  private static CellGrid ringed(PaintedShape shape) {
    return new CellGrid(shape.grid.width() + 2, shape.grid.height() + 2);
  }

  private static boolean isPainted(PaintedShape shape, int column, int row) {
    CellGrid grid = shape.grid;
    return column >= 0
        && row >= 0
        && column < grid.width()
        && row < grid.height()
        && shape.paintedShare(row * grid.width() + column) >= PAINTED;
  }

  /** The way to the next cell that is outside; two passes of a chamfer. */
  private static float[] distances(
      PaintedShape shape, boolean[] outside, double cellWidth, double cellHeight) {
    int width = ringed(shape).width();
    int height = ringed(shape).height();
    float far = (float) (width * cellWidth + height * cellHeight);
    float[] distances = new float[outside.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = !outside[i] || isBeyondScene(shape, i % width, i / width) ? far : 0;
    }
    float across = (float) cellWidth;
    float down = (float) cellHeight;
    float slant = (float) Math.hypot(cellWidth, cellHeight);
    for (int pass = 0; pass < 2; pass++) {
      int step = pass == 0 ? 1 : -1;
      for (int n = 0; n < distances.length; n++) {
        int i = pass == 0 ? n : distances.length - 1 - n;
        int x = i % width;
        int y = i / width;
        float least = distances[i];
        least = Math.min(least, at(distances, width, x - step, y, far) + across);
        least = Math.min(least, at(distances, width, x, y - step, far) + down);
        least = Math.min(least, at(distances, width, x - step, y - step, far) + slant);
        least = Math.min(least, at(distances, width, x + step, y - step, far) + slant);
        distances[i] = least;
      }
    }
    return distances;
  }

  private static boolean isBeyondScene(PaintedShape shape, int x, int y) {
    BoundingBox box = shape.box;
    return (x == 0 && box.x() == 0)
        || (y == 0 && box.y() == 0)
        || (x > shape.grid.width() && box.x() + box.width() == shape.mask.width())
        || (y > shape.grid.height() && box.y() + box.height() == shape.mask.height());
  }

  private static float at(float[] distances, int width, int x, int y, float beyond) {
    int i = y * width + x;
    return x < 0 || x >= width || i < 0 || i >= distances.length ? beyond : distances[i];
  }

  /** The same in an image of another size. */
  PaintGuard scaled(SceneSize from, SceneSize to) {
    double across = (double) to.width() / from.width();
    double down = (double) to.height() / from.height();
    return new PaintGuard(
        columns, rows, left * across, top * down, cellWidth * across, cellHeight * down, kept);
  }

  /** Lets a row of shadows fade toward the paint's edge: light comes back where none may be. */
  void apply(int row, float[] light) {
    double y = (row + 0.5 - top) / cellHeight + 0.5;
    int from = (int) Math.max(0, Math.floor(left - cellWidth));
    int to = (int) Math.min(light.length, Math.ceil(left + cellWidth * (columns + 1)));
    if (y < 0 || y >= rows + 1 || from >= to) {
      Arrays.fill(light, 1);
      return;
    }
    Arrays.fill(light, 0, from, 1);
    Arrays.fill(light, to, light.length, 1);
    for (int x = from; x < to; x++) {
      if (light[x] < 1) {
        double column = (x + 0.5 - left) / cellWidth + 0.5;
        light[x] = (float) (1 - (1 - light[x]) * kept(column, y));
      }
    }
  }

  private double kept(double column, double row) {
    int x = (int) Math.max(0, Math.min(columns, Math.floor(column)));
    int y = (int) Math.max(0, Math.min(rows, Math.floor(row)));
    double right = Math.max(0, Math.min(1, column - x));
    double down = Math.max(0, Math.min(1, row - y));
    int i = y * (columns + 2) + x;
    double above = kept[i] * (1 - right) + kept[i + 1] * right;
    double below = kept[i + columns + 2] * (1 - right) + kept[i + columns + 3] * right;
    return above * (1 - down) + below * down;
  }
}
