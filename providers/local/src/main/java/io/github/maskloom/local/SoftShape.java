package io.github.maskloom.local;

import io.github.maskloom.local.cutout.Silhouette.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A convex part of the floor that is dark within straight, soft sides. Light comes in at each side,
 * so that what is narrow is faint.
 *
 * @param sides at least three
 * @param columns from the first that may be darkened to behind the last
 * @param softness columns over which a side fades, inside as outside
 * @param darkness the share of light that is lost far within
 * @param base the row from which on it fades
 * @param fading what is lost of the darkness with each row
 */
record SoftShape(
    List<Side> sides,
    Span columns,
    Span rows,
    double softness,
    double darkness,
    double base,
    double fading)
    implements FloorShadow {
  /** How far the change from light to dark has come at a side: most of it is inside. */
  private static final double EDGE = 0.35;

  /** A place in the scene. */
  record Corner(double x, double y) {
    /** Adds two places of a row. */
    static void addPair(double left, double right, double y, List<Corner> corners) {
      corners.add(new Corner(left, y));
      corners.add(new Corner(right, y));
    }

    /** Above 0 if the way over b to c turns to the one side, below 0 if to the other. */
    private static double turn(Corner a, Corner b, Corner c) {
      return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    }
  }

  /** A straight line; a place is so far outside of it as the sum of its products. */
  record Side(double perColumn, double perRow, double offset) {
    static Side between(Corner from, Corner to, double flatness) {
      double right = to.x - from.x;
      double down = (to.y - from.y) * flatness;
      double length = Math.hypot(right, down);
      double perColumn = down / length;
      double perRow = -right / length * flatness;
      return new Side(perColumn, perRow, -perColumn * from.x - perRow * from.y);
    }
  }

  /**
   * The smallest shape around some places, which do not all lie on a line.
   *
   * @param flatness columns that are as far on the floor as a row
   */
  static SoftShape around(List<Corner> places, double flatness, double softness, double darkness) {
    List<Corner> corners = hull(places);
    List<Side> sides = new ArrayList<>();
    Corner last = corners.get(corners.size() - 1);
    for (Corner corner : corners) {
      sides.add(Side.between(last, corner, flatness));
      last = corner;
    }
    Span columns = span(corners.stream().mapToDouble(Corner::x), softness);
    Span rows = span(corners.stream().mapToDouble(Corner::y), softness / flatness);
    return new SoftShape(sides, columns, rows, softness, darkness, 0, 0);
  }

  /** The same, which fades from a row on. */
  SoftShape fading(double from, double share) {
    return new SoftShape(sides, columns, rows, softness, darkness, from, share);
  }

  /** The corners that all places lie within, one way around (Andrew 1979). */
  private static List<Corner> hull(List<Corner> places) {
    List<Corner> sorted = new ArrayList<>(places);
    sorted.sort(Comparator.comparingDouble(Corner::x).thenComparingDouble(Corner::y));
    List<Corner> hull = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int begun = hull.size() + 2;
      for (Corner place : sorted) {
        while (hull.size() >= begun
            && Corner.turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), place) <= 0) {
          hull.remove(hull.size() - 1);
        }
        hull.add(place);
      }
      hull.remove(hull.size() - 1);
      Collections.reverse(sorted);
    }
    return hull;
  }

  private static Span span(DoubleStream at, double more) {
    DoubleSummaryStatistics all = at.summaryStatistics();
    return new Span(all.getMin() - more, all.getMax() + more);
  }

  @Override
  public void cast(int row, float[] light) {
    double dark = darkness * Math.max(0, 1 - fading * Math.max(0, row + 0.5 - base));
    int from = (int) Math.max(0, Math.floor(columns.from()));
    int to = (int) Math.min(light.length, Math.ceil(columns.to()));
    for (int x = from; x < to; x++) {
      light[x] *= (float) (1 - dark * within(x + 0.5, row + 0.5));
    }
  }

  private double within(double x, double y) {
    double within = 1;
    for (Side side : sides) {
      double outside = side.perColumn * x + side.perRow * y + side.offset;
      double t = Math.max(0, Math.min(1, EDGE - outside / (2 * softness)));
      within *= t * t * (3 - 2 * t);
    }
    return within;
  }
}
