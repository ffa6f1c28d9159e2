package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;
import java.util.function.UnaryOperator;

/** Cushions, as filled cloth bulges and creases. */
final class Cushion {
  private Cushion() {}

  /**
   * A cushion with sides, and piping along its edges.
   *
   * @param crown how far it bulges, in metres
   * @param seed makes it differ from others
   */
  static Mesh boxed(Material cloth, Vec half, double radius, double crown, int seed) {
    return piped(cloth, half, radius, p -> filled(p, half, crown, seed));
  }

  /**
   * The same, drawn in at some points of its front, with folds from each to the next.
   *
   * @param tufts the points, of which only x and y count
   */
  static Mesh tufted(Material cloth, Vec half, double radius, double crown, Vec... tufts) {
    return piped(cloth, half, radius, p -> tufted(filled(p, half, crown, 4), tufts));
  }

  private static Vec tufted(Vec p, Vec[] tufts) {
    double dent = 0;
    double fold = 1;
    for (Vec tuft : tufts) {
      double away = Math.hypot(p.x() - tuft.x(), p.y() - tuft.y());
      dent += 0.026 * Math.exp(-away * away / 0.0032) + 0.012 * Math.exp(-away / 0.012);
      for (Vec other : tufts) {
        fold = other.equals(tuft) ? fold : Math.min(fold, offLine(p, tuft, other));
      }
    }
    dent += 0.006 * Math.exp(-fold / 0.006) + 0.008 * Math.exp(-fold * fold / 0.0012);
    return p.plus(Vec.of(0, 0, -dent * Noise.step(0.02, 0.06, p.z())));
  }

  /** How far a point is from the line between neighbours, or 1 if these are no neighbours. */
  private static double offLine(Vec p, Vec from, Vec to) {
    Vec line = to.minus(from).times(Vec.of(1, 1, 0));
    if (line.length() > 0.24) {
      return 1;
    }
    Vec way = p.minus(from).times(Vec.of(1, 1, 0));
    double share = Math.max(0, Math.min(1, way.dot(line) / line.dot(line)));
    return way.minus(line.times(share)).length();
  }

  private static Mesh piped(Material cloth, Vec half, double radius, UnaryOperator<Vec> shape) {
    Mesh mesh = Shapes.box(cloth, half, radius, 96, shape);
    int thin = half.y() <= half.z() ? 1 : 2;
    for (int sign = -1; sign <= 1; sign += 2) {
      int side = sign;
      mesh.add(
          Shapes.tube(cloth, t -> shape.apply(edge(half, radius, thin, side, t)), t -> 0.0055, 260)
              .smooth());
    }
    return mesh;
  }

  /** A point of the loop where the broad side meets the narrow ones. */
  private static Vec edge(Vec half, double radius, int thin, int side, double t) {
    double turn = 2 * Math.PI * t;
    double other = thin == 1 ? half.z() : half.y();
    double out = radius * 0.7071;
    Vec corner = square(turn, half.x() - radius + out, other - radius + out, radius * 0.75);
    double level = side * ((thin == 1 ? half.y() : half.z()) - radius + out + 0.001);
    return thin == 1
        ? Vec.of(corner.x(), level, corner.y())
        : Vec.of(corner.x(), corner.y(), level);
  }

  /** A point of a rectangle with round corners, by the angle from its middle. */
  private static Vec square(double turn, double width, double height, double radius) {
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double reach =
        Math.min(width / Math.max(1e-9, Math.abs(cos)), height / Math.max(1e-9, Math.abs(sin)));
    double x = cos * reach;
    double y = sin * reach;
    double ix = Math.max(-(width - radius), Math.min(width - radius, x));
    double iy = Math.max(-(height - radius), Math.min(height - radius, y));
    Vec out = Vec.of(x - ix, y - iy, 0);
    double length = out.length();
    return length < radius ? Vec.of(x, y, 0) : Vec.of(ix, iy, 0).plus(out, radius / length);
  }

  private static Vec filled(Vec p, Vec half, double crown, int seed) {
    double a = p.x() / half.x();
    double b = p.y() / half.y();
    double c = p.z() / half.z();
    double x = p.x() + crown * 0.5 * a * bulge(b) * bulge(c);
    double y = p.y() + crown * b * bulge(a) * bulge(c);
    double z = p.z() + crown * 0.8 * c * bulge(a) * bulge(b);
    double soft = 0.014 * (Noise.octaves(p.x() * 5, p.y() * 5 + seed, p.z() * 5, 2) - 0.5);
    double crease = creases(p, a, b, c, seed);
    return Vec.of(x, y + (soft + crease) * b, z + (soft + crease) * c);
  }

  private static double bulge(double share) {
    double square = Math.min(1, share * share);
    return 1 - square * square * 0.55 - square * 0.45;
  }

  /** Small folds that run from the edges inwards, and die out in the middle. */
  private static double creases(Vec p, double a, double b, double c, int seed) {
    double edge = Math.max(Math.abs(a), Math.min(Math.abs(b), Math.abs(c)));
    double share = Noise.step(0.45, 0.95, edge);
    double bend = 0.03 * Noise.at(p.x() * 9, p.y() * 9, p.z() * 9 + seed);
    double fold = Noise.at((p.x() + bend) * 42 + seed, p.y() * 6, p.z() * 6);
    double ridge = 1 - Math.abs(2 * fold - 1);
    return 0.0045 * share * ridge * ridge;
  }

  /** A square pillow whose two halves meet in a seam. */
  static Mesh pillow(Material cloth, double half, double thickness, int seed) {
    Mesh mesh = new Mesh();
    for (int sign = -1; sign <= 1; sign += 2) {
      int side = sign;
      mesh.add(
          cloth,
          110,
          110,
          (u, v) -> pillowPoint(side > 0 ? u : v, side > 0 ? v : u, side, half, thickness, seed));
    }
    mesh.smooth();
    mesh.add(Shapes.tube(cloth, t -> seam(t, half, thickness, seed), t -> 0.004, 240).smooth());
    return mesh;
  }

  private static Vec seam(double t, double half, double thickness, int seed) {
    double s = t * 4;
    double along = s - Math.floor(s);
    return switch ((int) Math.min(3, Math.floor(s))) {
      case 0 -> pillowPoint(along, 0, 1, half, thickness, seed);
      case 1 -> pillowPoint(1, along, 1, half, thickness, seed);
      case 2 -> pillowPoint(1 - along, 1, 1, half, thickness, seed);
      default -> pillowPoint(0, 1 - Math.min(1, s - 3), 1, half, thickness, seed);
    };
  }

  private static Vec pillowPoint(
      double u, double v, int side, double half, double thickness, int seed) {
    double a = Math.sin((u - 0.5) * Math.PI);
    double b = Math.sin((v - 0.5) * Math.PI);
    double pulled = 0.10;
    double x = half * a * (1 - pulled * (1 - b * b) * Math.abs(a));
    double y = half * b * (1 - pulled * (1 - a * a) * Math.abs(b));
    double full = Math.pow(Math.max(0, (1 - a * a) * (1 - b * b)), 0.42);
    double corner = Math.abs(a * b);
    double turn = Math.atan2(Math.abs(b), Math.abs(a)) * 9;
    double fold =
        Noise.at(turn * 1.6 + seed + 3 * Math.signum(a), 2 * Math.signum(b), Math.hypot(a, b) * 2);
    double crease = 0.016 * (fold - 0.5) * Noise.step(0.1, 0.6, corner) * full;
    double soft = 0.02 * (Noise.octaves(x * 7 + seed, y * 7, side, 2) - 0.5) * full;
    return Vec.of(x, y, side * (thickness * full + crease + soft));
  }
}
