package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.Placement.Part;
import io.github.maskloom.local.cutout.Bounds;
import java.util.List;

/**
 * The largest box of a shape in which furniture lies within what is painted, and stands as low as
 * it can: nothing of it is cut off when only what was painted is kept, nor fades at the edge.
 */
final class StandingRoom {
  /** How much must be painted of each part; less only where no large box has more. */
  private static final double[] ENOUGH = {0.999, 0.97, 0.9};

  private static final double SMALLEST = 0.4;
  private static final double STEP = 0.02;

  /** The base may lie above the paint's lowest row by this share of its height. */
  private static final double HIGHEST_BASE = 0.3;

  private static final double HIGHEST_LYING_BASE = 0.12;

  /** A margin takes no more of a side than this. */
  private static final double WIDEST_MARGIN = 1 / 16.0;

  private final PaintedShape shape;
  private final List<Part> parts;
  private final double margin;
  private final double highestBase;

  /** The painted box without the margin. */
  private final double left;

  private final double top;
  private final double width;
  private final double height;

  /** The largest box of the shape therein, as shares of its sides. */
  private final double fullWidth;

  private final double fullHeight;

  private StandingRoom(
      PaintedShape shape, double aspect, List<Part> parts, double margin, double highestBase) {
    this.shape = shape;
    this.parts = parts;
    this.highestBase = highestBase;
    BoundingBox box = shape.box;
    this.margin = Math.min(margin, WIDEST_MARGIN * Math.min(box.width(), box.height()));
    int endX = box.x() + box.width();
    int endY = box.y() + box.height();
    left = box.x() == 0 ? 0 : box.x() + this.margin;
    top = box.y() == 0 ? 0 : box.y() + this.margin;
    width = (endX == shape.mask.width() ? endX : endX - this.margin) - left;
    height = (endY == shape.mask.height() ? endY : endY - this.margin) - top;
    fullWidth = Math.min(1, aspect * height / width);
    fullHeight = Math.min(1, width / height / aspect);
  }

  /**
   * Finds the box, in the mask's pixels; where no large enough one is painted, all of the painted
   * box but the margin.
   *
   * @param aspect its width over its height
   * @param parts what the furniture takes of it
   * @param margin pixels to keep from the paint's edge; less in a small shape. The border of the
   *     mask is no edge
   */
  static BoundingBox in(PaintedShape shape, double aspect, List<Part> parts, double margin) {
    return new StandingRoom(shape, aspect, parts, margin, HIGHEST_BASE).find();
  }

  /** The same for what lies, which is rather smaller than so far back. */
  static BoundingBox lying(PaintedShape shape, double aspect, List<Part> parts, double margin) {
    return new StandingRoom(shape, aspect, parts, margin, HIGHEST_LYING_BASE).find();
  }

  private BoundingBox find() {
    for (double enough : ENOUGH) {
      for (double scale = 1; scale >= SMALLEST; scale -= STEP) {
        double boxWidth = fullWidth * scale;
        double boxHeight = fullHeight * scale;
        double boxTop = 1 - boxHeight;
        double highest = Math.max(0, boxTop - highestBase);
        while (boxTop >= highest) {
          double boxLeft = painted(boxWidth, boxHeight, boxTop, enough);
          if (boxLeft >= 0) {
            return pixels(boxLeft, boxTop, boxWidth, boxHeight);
          }
          boxTop -= STEP;
        }
      }
    }
    return pixels(0, 0, 1, 1);
  }

  /** Where a box at a height begins that is painted, nearest to the middle; negative if nowhere. */
  private double painted(double boxWidth, double boxHeight, double boxTop, double enough) {
    double middle = (1 - boxWidth) / 2;
    for (double aside = 0; aside <= middle; aside += STEP / 2) {
      if (isPainted(middle - aside, boxTop, boxWidth, boxHeight, enough)) {
        return middle - aside;
      }
      if (isPainted(middle + aside, boxTop, boxWidth, boxHeight, enough)) {
        return middle + aside;
      }
    }
    return -1;
  }

  private boolean isPainted(
      double boxLeft, double boxTop, double boxWidth, double boxHeight, double enough) {
    for (Part part : parts) {
      double painted =
          shape.paintedShare(
              left + (boxLeft + part.left() * boxWidth) * width - margin,
              top + (boxTop + part.top() * boxHeight) * height - margin,
              left + (boxLeft + part.right() * boxWidth) * width + margin,
              top + (boxTop + part.bottom() * boxHeight) * height + margin);
      if (painted < enough) {
        return false;
      }
    }
    return true;
  }

  private BoundingBox pixels(double boxLeft, double boxTop, double boxWidth, double boxHeight) {
    int endX = Math.max(1, (int) Math.round(left + (boxLeft + boxWidth) * width));
    int endY = Math.max(1, (int) Math.round(top + (boxTop + boxHeight) * height));
    int x = Math.min(endX - 1, (int) Math.round(left + boxLeft * width));
    int y = Math.min(endY - 1, (int) Math.round(top + boxTop * height));
    return Bounds.between(x, y, endX, endY);
  }
}
