package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Shapes;

/** Cloth that hangs in folds in front of a wall at z = 0. */
final class Curtain {
  private Curtain() {}

  /**
   * One curtain.
   *
   * @param folds how many
   * @param depth of the folds
   */
  static Mesh hung(Material cloth, Vec top, double width, double height, int folds, double depth) {
    return new Mesh()
        .add(
            cloth,
            folds * 18,
            24,
            (u, v) -> point(top, width, height, folds, depth, u, v),
            (u, v) -> Vec.of(u * width * 1.8, -v * height, 0))
        .smooth();
  }

  private static Vec point(
      Vec top, double width, double height, int folds, double depth, double u, double v) {
    double seed = top.x() * 31;
    double sway = 0.6 * (Noise.at(u * folds * 0.7 + seed, v * 1.2, 1) - 0.5);
    double turn = 2 * Math.PI * (folds * u + sway);
    double size = depth * (0.55 + 0.75 * Noise.at(u * folds + seed, 0.3 + v * 0.8, 5));
    double gathered = 1 - 0.06 * Math.sin(Math.PI * v);
    double x = (u - 0.5) * width * gathered + 0.5 * width + 0.3 * size * Math.sin(2 * turn);
    double hem = v >= 1 ? 0.006 * Math.sin(turn) : 0;
    return top.plus(Vec.of(x, -v * height + hem, size * Math.sin(turn)));
  }

  /** A rod with a ball at each end. */
  static Mesh rod(Material metal, Vec from, Vec to) {
    Mesh mesh = new Mesh().add(Shapes.bar(metal, from, to, 0.012, 0.012).smooth());
    for (Vec end : new Vec[] {from, to}) {
      mesh.add(ball(metal, 0.026), p -> p.plus(end));
      Vec wall = end.times(Vec.of(1, 1, 0));
      Vec inwards = to.minus(from).unit().times(end.equals(from) ? 0.06 : -0.06);
      mesh.add(Shapes.bar(metal, end.plus(inwards), wall.plus(inwards), 0.008, 0.008).smooth());
    }
    return mesh;
  }

  static Mesh ball(Material material, double radius) {
    return new Mesh()
        .add(
            material,
            32,
            20,
            (u, v) -> {
              double ring = radius * Math.sin(Math.PI * v);
              double angle = 2 * Math.PI * u;
              return Vec.of(
                  ring * Math.cos(angle), -radius * Math.cos(Math.PI * v), -ring * Math.sin(angle));
            })
        .smooth();
  }
}
