package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Shapes that furniture is made of. */
public final class Shapes {
  private Shapes() {}

  /** A box with round edges around the origin. */
  public static Mesh box(Material material, Vec half, double radius) {
    return box(material, half, radius, 12, UnaryOperator.identity());
  }

  /** A box from one corner to the opposite one. */
  public static Mesh block(Material material, Vec from, Vec to, double radius) {
    Vec half = to.minus(from).times(0.5);
    Vec middle = from.plus(to).times(0.5);
    UnaryOperator<Vec> move = p -> p.plus(middle);
    return box(material, half, radius, 9, move);
  }

  /**
   * A box with round edges whose points are moved.
   *
   * @param detail into how many pieces each side is cut
   */
  public static Mesh box(
      Material material, Vec half, double radius, int detail, UnaryOperator<Vec> shape) {
    Mesh mesh = new Mesh();
    for (int axis = 0; axis < 3; axis++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        int side = axis;
        int facing = sign;
        mesh.add(
            material,
            detail,
            detail,
            (u, v) ->
                shape.apply(
                    onBox(half, radius, side, facing, facing > 0 ? u : v, facing > 0 ? v : u)));
      }
    }
    return mesh.smooth();
  }

  private static Vec onBox(Vec half, double radius, int axis, int sign, double u, double v) {
    double[] halves = {half.x(), half.y(), half.z()};
    double[] point = new double[3];
    point[axis] = sign * halves[axis];
    point[(axis + 1) % 3] = knot(u, halves[(axis + 1) % 3], radius);
    point[(axis + 2) % 3] = knot(v, halves[(axis + 2) % 3], radius);
    double[] inner = new double[3];
    for (int i = 0; i < 3; i++) {
      double reach = Math.max(0, halves[i] - radius);
      inner[i] = Math.max(-reach, Math.min(reach, point[i]));
    }
    Vec middle = Vec.of(inner[0], inner[1], inner[2]);
    return middle.plus(Vec.of(point[0], point[1], point[2]).minus(middle).unit(), radius);
  }

  /** Spreads points so that the round edges get a third of them on each side. */
  private static double knot(double t, double half, double radius) {
    double s = 2 * t - 1;
    double edge = 1.0 / 3;
    double flat = half - radius;
    if (Math.abs(s) <= 1 - edge) {
      return s / (1 - edge) * flat;
    }
    double angle = (Math.abs(s) - (1 - edge)) / edge * Math.PI / 4;
    return Math.signum(s) * (flat + radius * Math.tan(angle));
  }

  /** A round bar along a line, closed at both ends. */
  public static Mesh tube(
      Material material, DoubleFunction<Vec> line, DoubleUnaryOperator radius, int pieces) {
    int rows = pieces + 2;
    return new Mesh()
        .add(
            material,
            20,
            rows,
            (u, v) -> {
              double share = Math.max(0, Math.min(1, (v * rows - 1) / pieces));
              boolean end = v <= 0 || v >= 1;
              Vec ahead = line.apply(Math.min(1, share + 1e-3));
              Vec along = ahead.minus(line.apply(Math.max(0, share - 1e-3))).unit();
              Vec side = along.cross(Vec.of(0.31, 0.17, 0.94)).unit();
              Vec up = along.cross(side);
              double angle = 2 * Math.PI * u;
              double size = end ? 0 : radius.applyAsDouble(share);
              return line.apply(share)
                  .plus(side, size * Math.cos(angle))
                  .plus(up, size * Math.sin(angle));
            });
  }

  /** A straight bar that may become thinner. */
  public static Mesh bar(Material material, Vec from, Vec to, double start, double end) {
    return tube(material, t -> from.mix(to, t), t -> start + (end - start) * t, 6);
  }

  /**
   * What a lathe turns.
   *
   * @param profile pairs of a radius and a height, from one end to the other
   */
  public static Mesh turned(Material material, int around, double... profile) {
    int pieces = profile.length / 2 - 1;
    return new Mesh()
        .add(
            material,
            around,
            pieces,
            (u, v) -> {
              int at = (int) Math.round(v * pieces);
              double angle = 2 * Math.PI * u;
              double radius = profile[2 * at];
              return Vec.of(
                  radius * Math.cos(angle), profile[2 * at + 1], -radius * Math.sin(angle));
            });
  }

  /** A profile with round curves through the given points, for {@link #turned}. */
  public static double[] curve(int pieces, double... points) {
    int count = points.length / 2;
    double[] curve = new double[2 * (pieces + 1)];
    for (int i = 0; i <= pieces; i++) {
      double t = (double) i / pieces * (count - 1);
      int at = Math.min(count - 2, (int) t);
      for (int axis = 0; axis < 2; axis++) {
        double before = points[2 * Math.max(0, at - 1) + axis];
        double from = points[2 * at + axis];
        double to = points[2 * at + 2 + axis];
        double after = points[2 * Math.min(count - 1, at + 2) + axis];
        curve[2 * i + axis] = spline(before, from, to, after, t - at);
      }
    }
    return curve;
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  /** A flat rectangle. */
  public static Mesh sheet(Material material, Vec corner, Vec across, Vec down) {
    return new Mesh().add(material, 1, 1, (u, v) -> corner.plus(across, u).plus(down, v));
  }
}
