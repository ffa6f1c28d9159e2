package io.github.maskloom.examples.studio.demo.render;

/**
 * A camera that is held level, so that what is upright stays so.
 *
 * @param eye where it stands
 * @param forward where it looks, level
 * @param lens the width of what it sees at one metre
 * @param shift how far the image is moved down, as a share of its width
 * @param tilt how far it is tilted down, in degrees
 */
public record Camera(Vec eye, Vec forward, double lens, double shift, double tilt) {
  /** A camera that looks from one point towards another, level. */
  public static Camera level(Vec eye, Vec target, double lens, double shift) {
    return new Camera(eye, target.minus(eye).times(Vec.of(1, 0, 1)).unit(), lens, shift, 0);
  }

  /** A camera that looks straight at a point. */
  public static Camera at(Vec eye, Vec target, double lens) {
    Vec way = target.minus(eye);
    Vec level = way.times(Vec.of(1, 0, 1));
    double tilt = Math.toDegrees(Math.atan2(-way.y(), level.length()));
    return new Camera(eye, level.unit(), lens, 0, tilt);
  }

  /** The direction of a point of the image, both measured from the middle in widths of it. */
  Vec direction(double x, double y) {
    Vec right = forward.cross(Vec.of(0, 1, 0)).unit();
    double cos = Math.cos(Math.toRadians(tilt));
    double sin = Math.sin(Math.toRadians(tilt));
    Vec ahead = forward.times(cos).plus(Vec.of(0, -sin, 0));
    Vec up = forward.times(sin).plus(Vec.of(0, cos, 0));
    return ahead.plus(right, x * lens).plus(up, -(y + shift) * lens).unit();
  }
}
