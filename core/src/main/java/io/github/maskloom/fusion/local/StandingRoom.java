package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;

/**
 * The largest box of a shape that lies within what is painted, and stands as low in it as it can:
 * furniture that fills it is not cut off when only what was painted is kept.
 */
final class StandingRoom {
  /** As much must be painted of the box without its corners, and with them: brushes are round. */
  private static final double ENOUGH = 0.999;

  private static final double ENOUGH_WITH_CORNERS = 0.95;

  /** As much of a side belongs to a corner. */
  private static final double CORNER = 0.15;

  private static final double SMALLEST = 0.4;
  private static final double STEP = 0.02;

  /** The base may lie above the paint's lowest row by this share of its height. */
  private static final double HIGHEST_BASE = 0.2;

  private final PaintedShape shape;

  /** The largest box of the shape in the painted box, as shares of its sides. */
  private final double fullWidth;

  private final double fullHeight;

  private StandingRoom(PaintedShape shape, double aspect) {
    this.shape = shape;
    double boxAspect = (double) shape.box().width() / shape.box().height();
    fullWidth = Math.min(1, aspect / boxAspect);
    fullHeight = Math.min(1, boxAspect / aspect);
  }

  /**
   * Finds the box, in the mask's pixels; where no large enough one is painted, all of the painted
   * box.
   *
   * @param aspect its width over its height
   */
  static BoundingBox in(PaintedShape shape, double aspect) {
    return new StandingRoom(shape, aspect).find();
  }

  private BoundingBox find() {
    for (double scale = 1; scale >= SMALLEST; scale -= STEP) {
      double width = fullWidth * scale;
      double height = fullHeight * scale;
      double top = 1 - height;
      double highest = Math.max(0, top - HIGHEST_BASE);
      while (top >= highest) {
        double left = painted(width, height, top);
        if (left >= 0) {
          return pixels(left, top, width, height);
        }
        top -= STEP;
      }
    }
    return shape.box();
  }

  /** Where a box at a height begins that is painted, nearest to the middle; negative if nowhere. */
  private double painted(double width, double height, double top) {
    double middle = (1 - width) / 2;
    for (double aside = 0; aside <= middle; aside += STEP / 2) {
      if (isPainted(middle - aside, top, width, height)) {
        return middle - aside;
      }
      if (isPainted(middle + aside, top, width, height)) {
        return middle + aside;
      }
    }
    return -1;
  }

  private boolean isPainted(double left, double top, double width, double height) {
    double cornerWidth = CORNER * width;
    double cornerHeight = CORNER * height;
    return shape.paintedShare(left, top, width, height) >= ENOUGH_WITH_CORNERS
        && shape.paintedShare(left + cornerWidth, top, width - 2 * cornerWidth, height) >= ENOUGH
        && shape.paintedShare(left, top + cornerHeight, width, height - 2 * cornerHeight) >= ENOUGH;
  }

  private BoundingBox pixels(double left, double top, double width, double height) {
    BoundingBox box = shape.box();
    int endX = Math.max(1, (int) Math.round((left + width) * box.width()));
    int endY = Math.max(1, (int) Math.round((top + height) * box.height()));
    int x = Math.min(endX - 1, (int) Math.round(left * box.width()));
    int y = Math.min(endY - 1, (int) Math.round(top * box.height()));
    return new BoundingBox(box.x() + x, box.y() + y, endX - x, endY - y);
  }
}
