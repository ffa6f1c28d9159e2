package io.github.maskloom.benchmarks.charts;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places where a label touches no line and no other label. */
final class FreePlaces {
  private static final double STEP = 12;
  private static final double FARTHEST = 84;

  /** Right first, since lines come from the left; then around. */
  private static final List<Direction> DIRECTIONS =
      List.of(
          new Direction(1, 0),
          new Direction(1, 1),
          new Direction(1, -1),
          new Direction(0, -1),
          new Direction(0, 1),
          new Direction(-1, -1),
          new Direction(-1, 1),
          new Direction(-1, 0));

  private final Rectangle2D bounds;
  private final List<Line2D> lines = new ArrayList<>();
  private final List<Rectangle2D> boxes = new ArrayList<>();

  FreePlaces(Rectangle2D bounds) {
    this.bounds = bounds;
  }

  void occupy(Line2D line) {
    lines.add(line);
  }

  void occupy(Rectangle2D box) {
    boxes.add(box);
  }

  /** Returns the nearest free place about a point, if there is one that is near. */
  Optional<Place> about(Point2D point, double width, double height) {
    for (double distance = STEP; distance <= FARTHEST; distance += STEP) {
      for (Direction direction : DIRECTIONS) {
        Place place = direction.place(point, width, height, distance);
        if (isFree(place.box())) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the place right of a point, free or not. */
  static Place rightOf(Point2D point, double width, double height) {
    return DIRECTIONS.get(0).place(point, width, height, STEP);
  }

  private boolean isFree(Rectangle2D box) {
    return bounds.contains(box)
        && lines.stream().noneMatch(box::intersectsLine)
        && boxes.stream().noneMatch(box::intersects);
  }

  /**
   * A place for a label.
   *
   * @param anchor the part of the text that is next to the point, as SVG names it
   * @param distance from the point
   */
  record Place(Rectangle2D box, String anchor, double distance) {
    double textX() {
      return switch (anchor) {
        case "start" -> box.getMinX();
        case "end" -> box.getMaxX();
        default -> box.getCenterX();
      };
    }

    /** Returns the point of the box that is nearest to another. */
    Point2D nearest(Point2D point) {
      return new Point2D.Double(
          Math.max(box.getMinX(), Math.min(box.getMaxX(), point.getX())),
          Math.max(box.getMinY(), Math.min(box.getMaxY(), point.getY())));
    }
  }

  /** Where a label is, seen from its point: -1, 0 or 1 along each axis. */
  private record Direction(int x, int y) {
    Place place(Point2D point, double width, double height, double distance) {
      double away = x != 0 && y != 0 ? distance * Math.sqrt(0.5) : distance;
      double left = point.getX() + x * away + (x - 1) * width / 2;
      double top = point.getY() + y * away + (y - 1) * height / 2;
      return new Place(new Rectangle2D.Double(left, top, width, height), anchor(), distance);
    }

    private String anchor() {
      if (x == 0) {
        return "middle";
      }
      return x > 0 ? "start" : "end";
    }
  }
}
