package io.github.maskloom.examples.studio.demo.render;

import java.util.function.Function;

/** Something that shines, and that paths are led to. */
@FunctionalInterface
public interface Light {
  /** Chooses a point of the light, by two random numbers, as seen from a place. */
  Beam towards(Vec place, double u, double v);

  /**
   * A line to a light.
   *
   * @param direction from the lit place to the light
   * @param distance to what shines
   * @param power what arrives there on a surface that faces the light
   */
  record Beam(Vec direction, double distance, Vec power) {}

  /** A rectangle that shines to the side of {@code across x down}. */
  static Light panel(Vec corner, Vec across, Vec down, Vec radiance) {
    return opening(corner, across, down, direction -> radiance);
  }

  /** A rectangular opening, through which radiance comes by where one looks. */
  static Light opening(Vec corner, Vec across, Vec down, Function<Vec, Vec> radiance) {
    Vec normal = across.cross(down);
    double area = normal.length();
    Vec facing = normal.unit();
    return (place, u, v) -> {
      Vec way = corner.plus(across, u).plus(down, v).minus(place);
      double distance = way.length();
      Vec direction = way.times(1 / distance);
      double cosine = Math.max(0, -facing.dot(direction));
      double share = area * cosine / Math.max(1e-4, distance * distance);
      Vec power = share <= 0 ? Vec.ZERO : radiance.apply(direction).times(share);
      return new Beam(direction, distance, power);
    };
  }

  /** A ball that shines. */
  static Light ball(Vec centre, double radius, Vec radiance) {
    return (place, u, v) -> {
      double height = 1 - 2 * u;
      double ring = Math.sqrt(Math.max(0, 1 - height * height));
      double angle = 2 * Math.PI * v;
      Vec normal = Vec.of(ring * Math.cos(angle), height, ring * Math.sin(angle));
      Vec way = centre.plus(normal, radius).minus(place);
      double distance = way.length();
      Vec direction = way.times(1 / distance);
      double cosine = Math.max(0, -normal.dot(direction));
      double area = 4 * Math.PI * radius * radius;
      return new Beam(direction, distance, radiance.times(area * cosine / distance / distance));
    };
  }

  /** The wall of an upright cone without its tip, which shines outwards. */
  static Light shade(Vec foot, double height, double below, double above, Vec radiance) {
    double slant = Math.hypot(height, below - above);
    return (place, u, v) -> {
      double angle = 2 * Math.PI * u;
      double radius = below + (above - below) * v;
      Vec out = Vec.of(Math.cos(angle), 0, Math.sin(angle));
      Vec normal = out.times(height / slant).plus(Vec.of(0, (below - above) / slant, 0));
      Vec way = foot.plus(out, radius * 1.01).plus(Vec.of(0, height * v, 0)).minus(place);
      double distance = way.length();
      Vec direction = way.times(1 / distance);
      double cosine = Math.max(0, -normal.dot(direction));
      double area = 2 * Math.PI * radius * slant;
      return new Beam(direction, distance, radiance.times(area * cosine / distance / distance));
    };
  }

  /**
   * The sun.
   *
   * @param towards where it stands
   * @param width how wide it is, as a share of its distance
   */
  static Light sun(Vec towards, double width, Vec power) {
    Vec middle = towards.unit();
    Vec side = middle.cross(Vec.of(0.3, 1, 0.2)).unit();
    Vec up = side.cross(middle);
    return (place, u, v) -> {
      double radius = width * Math.sqrt(u);
      double angle = 2 * Math.PI * v;
      Vec direction =
          middle.plus(side, radius * Math.cos(angle)).plus(up, radius * Math.sin(angle)).unit();
      return new Beam(direction, 1e4, power);
    };
  }
}
