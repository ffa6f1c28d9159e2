package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.Cloth;
import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;
import java.util.function.UnaryOperator;

/** A sofa for two: 1.90 m wide, 0.94 m deep, 0.93 m high. */
public final class Sofa {
  private static final Material TEAL = new Cloth(Vec.srgb(0x337F88), 0.0042, 0.5, 0.5);
  private static final Material MUSTARD = new Cloth(Vec.srgb(0xCB922B), 0.0046, 0.45, 0.6);
  private static final Material CREAM = new Cloth(Vec.srgb(0xE6DCC8), 0.005, 0.3, 0.6);

  private Sofa() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh();
    addFrame(mesh);
    for (int sign = -1; sign <= 1; sign += 2) {
      double x = sign * 0.385;
      int seed = 5 + sign;
      mesh.add(
          Cushion.boxed(TEAL, Vec.of(0.378, 0.082, 0.345), 0.055, 0.026, seed),
          p -> p.plus(Vec.of(x, 0.395, 0.115)));
      mesh.add(
          Cushion.boxed(TEAL, Vec.of(0.374, 0.215, 0.085), 0.06, 0.045, seed + 20),
          p -> p.pitched(-14).plus(Vec.of(x, 0.665, -0.205)));
    }
    mesh.add(
        Cushion.pillow(MUSTARD, 0.225, 0.085, 3),
        p -> p.rolled(9).pitched(-24).turned(24).plus(Vec.of(-0.585, 0.675, -0.01)));
    mesh.add(
        Cushion.pillow(CREAM, 0.215, 0.08, 8),
        p -> p.rolled(-12).pitched(-26).turned(-26).plus(Vec.of(0.585, 0.665, 0.0)));
    return mesh;
  }

  private static void addFrame(Mesh mesh) {
    UnaryOperator<Vec> soft =
        p ->
            p.plus(
                Vec.of(1, 1, 1), 0.006 * (Noise.octaves(p.x() * 6, p.y() * 6, p.z() * 6, 2) - 0.5));
    mesh.add(
        Shapes.box(TEAL, Vec.of(0.80, 0.09, 0.425), 0.02, 40, soft),
        p -> p.plus(Vec.of(0, 0.235, 0.005)));
    mesh.add(
        Shapes.box(TEAL, Vec.of(0.90, 0.30, 0.085), 0.045, 60, soft),
        p -> p.pitched(-6).plus(Vec.of(0, 0.45, -0.345)));
    for (int sign = -1; sign <= 1; sign += 2) {
      double x = sign * 0.86;
      mesh.add(
          Shapes.box(TEAL, Vec.of(0.082, 0.225, 0.435), 0.05, 60, p -> arm(soft.apply(p))),
          p -> p.plus(Vec.of(x, 0.37, 0)));
      for (int end = -1; end <= 1; end += 2) {
        Vec foot = Vec.of(sign * 0.86, 0, end * 0.36);
        Vec top = Vec.of(sign * 0.80, 0.16, end * 0.32);
        mesh.add(Shapes.bar(Wood.walnut(1), foot, top, 0.013, 0.024).smooth());
      }
    }
  }

  /** Upholstery is fuller at the top. */
  private static Vec arm(Vec p) {
    double full = Noise.step(-0.1, 0.2, p.y());
    return Vec.of(p.x() * (0.93 + 0.1 * full), p.y(), p.z());
  }
}
