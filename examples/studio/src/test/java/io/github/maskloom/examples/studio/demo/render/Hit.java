package io.github.maskloom.examples.studio.demo.render;

import java.util.function.ToDoubleFunction;

/**
 * Where a ray met something.
 *
 * @param point the place
 * @param place the same place in the coordinates that the thing was made in, for its texture
 * @param normal where the surface faces, on the side of the ray
 * @param direction of the ray
 */
public record Hit(Vec point, Vec place, Vec normal, Vec direction) {
  private static final double STEP = 0.0004;

  /** The normal of a surface with bumps, whose height in metres is told for each place. */
  public Vec bumped(ToDoubleFunction<Vec> height) {
    double here = height.applyAsDouble(place);
    double x = height.applyAsDouble(place.plus(Vec.of(STEP, 0, 0))) - here;
    double y = height.applyAsDouble(place.plus(Vec.of(0, STEP, 0))) - here;
    double z = height.applyAsDouble(place.plus(Vec.of(0, 0, STEP))) - here;
    Vec slope = Vec.of(x, y, z).times(1 / STEP);
    Vec along = slope.minus(normal.times(slope.dot(normal)));
    Vec bumped = normal.minus(along).unit();
    return bumped.dot(direction) < 0 ? bumped : normal;
  }

  /** How much it is looked at along the surface: 0 from straight ahead, 1 at its outline. */
  public double grazing() {
    return 1 - Math.min(1, Math.abs(normal.dot(direction)));
  }
}
