package io.github.maskloom.examples.cli.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * One-point perspective of a room: the far wall is seen straight on at its own size, and everything
 * nearer is larger around the vanishing point.
 *
 * @param vanishingX column where lines that run away from the viewer meet
 * @param vanishingY row where they meet
 * @param distance from the viewer to the far wall
 */
record Perspective(double vanishingX, double vanishingY, double distance) {
  /**
   * A point in the image.
   *
   * @param x column it would have at the far wall
   * @param y row it would have at the far wall
   * @param nearer how far before the far wall it is
   */
  Point2D at(double x, double y, double nearer) {
    double scale = scale(nearer);
    return new Point2D.Double(
        vanishingX + (x - vanishingX) * scale, vanishingY + (y - vanishingY) * scale);
  }

  /** How much larger than at the far wall things look. */
  double scale(double nearer) {
    return distance / (distance - nearer);
  }

  /** A rectangle that lies flat at height {@code y}. */
  Path2D flat(double x1, double x2, double y, double nearer1, double nearer2) {
    return polygon(at(x1, y, nearer1), at(x2, y, nearer1), at(x2, y, nearer2), at(x1, y, nearer2));
  }

  /** A rectangle that stands along a side wall at column {@code x}. */
  Path2D along(double x, double y1, double y2, double nearer1, double nearer2) {
    return polygon(at(x, y1, nearer1), at(x, y1, nearer2), at(x, y2, nearer2), at(x, y2, nearer1));
  }

  private static Path2D polygon(Point2D... corners) {
    double[] xy = new double[2 * corners.length];
    for (int i = 0; i < corners.length; i++) {
      xy[2 * i] = corners[i].getX();
      xy[2 * i + 1] = corners[i].getY();
    }
    return Painter.polygon(xy);
  }
}
