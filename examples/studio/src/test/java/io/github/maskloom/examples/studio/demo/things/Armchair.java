package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.Cloth;
import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** An armchair in a frame of oak: 0.82 m wide, 0.85 m deep, 0.98 m high. */
public final class Armchair {
  private static final Material CLOTH = new Cloth(Vec.srgb(0xBC6747), 0.0040, 0.45, 0.5);
  private static final Material UPRIGHT = Wood.oak(1);
  private static final Material ALONG = Wood.oak(2);
  private static final Material ACROSS = Wood.oak(0);

  private Armchair() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh();
    for (int sign = -1; sign <= 1; sign += 2) {
      addSide(mesh, sign);
    }
    addRail(mesh, 0.365, 0.282, 0.30, 0.028);
    addRail(mesh, 0.365, 0.245, -0.29, 0.024);
    addRail(mesh, 0.285, 0.80, -0.420, 0.022);
    mesh.add(
        Shapes.box(CLOTH, Vec.of(0.345, 0.012, 0.30), 0.008),
        p -> p.pitched(-4).plus(Vec.of(0, 0.288, 0.005)));
    mesh.add(
        Cushion.boxed(CLOTH, Vec.of(0.325, 0.068, 0.335), 0.05, 0.028, 9),
        p -> p.pitched(-4).plus(Vec.of(0, 0.365, 0.035)));
    addBack(mesh);
    return mesh;
  }

  private static void addBack(Mesh mesh) {
    Vec[] tufts = new Vec[8];
    for (int i = 0; i < 3; i++) {
      tufts[i] = Vec.of((i - 1) * 0.19, 0.13, 0);
      tufts[i + 3] = Vec.of((i - 1) * 0.19, -0.09, 0);
    }
    tufts[6] = Vec.of(-0.095, 0.02, 0);
    tufts[7] = Vec.of(0.095, 0.02, 0);
    Mesh back = Cushion.tufted(CLOTH, Vec.of(0.318, 0.285, 0.062), 0.05, 0.040, tufts);
    for (Vec tuft : tufts) {
      double z = 0.062 + 0.040 * 0.8 - 0.042;
      back.add(button(), p -> p.plus(Vec.of(tuft.x(), tuft.y(), z)));
    }
    mesh.add(back, p -> p.pitched(-17).plus(Vec.of(0, 0.665, -0.265)));
  }

  private static Mesh button() {
    double[] profile = Shapes.curve(10, 0, 0.008, 0.008, 0.007, 0.014, 0.002, 0.014, -0.01);
    Mesh turned = Shapes.turned(CLOTH, 24, profile).smooth();
    return new Mesh().add(turned, p -> p.pitched(90));
  }

  private static void addSide(Mesh mesh, int sign) {
    double x = sign * 0.372;
    Vec front = Vec.of(x, 0, 0.345);
    Vec back = Vec.of(x * 0.985, 0, -0.375);
    mesh.add(leg(front, Vec.of(x, 0.595, 0.30)));
    mesh.add(leg(back, Vec.of(x, 0.555, -0.30)));
    mesh.add(
        Shapes.box(ALONG, Vec.of(0.028, 0.013, 0.385), 0.011, 16, p -> armrest(p)),
        p -> p.pitched(-3.6).plus(Vec.of(x, 0.585, 0.005)));
    mesh.add(
        Shapes.box(ALONG, Vec.of(0.012, 0.026, 0.33), 0.008),
        p -> p.pitched(-3).plus(Vec.of(x, 0.262, 0.0)));
    mesh.add(
        Shapes.bar(
                UPRIGHT,
                Vec.of(sign * 0.285, 0.24, -0.27),
                Vec.of(sign * 0.285, 0.90, -0.445),
                0.015,
                0.012)
            .smooth());
  }

  /** Broader where the hand lies. */
  private static Vec armrest(Vec p) {
    double wide = 1 + 0.45 * Math.exp(-Math.pow((p.z() - 0.24) / 0.16, 2));
    return Vec.of(p.x() * wide, p.y(), p.z());
  }

  private static Mesh leg(Vec foot, Vec top) {
    return Shapes.tube(
            UPRIGHT,
            t -> foot.mix(top, t),
            t -> 0.0125 + 0.010 * Math.sin(Math.PI * (0.15 + 0.7 * t)),
            24)
        .smooth();
  }

  private static void addRail(Mesh mesh, double half, double y, double z, double high) {
    mesh.add(Shapes.box(ACROSS, Vec.of(half, high, 0.011), 0.008), p -> p.plus(Vec.of(0, y, z)));
  }
}
