package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** A round table of walnut with a vase: 1.20 m across, 0.42 m high without the vase. */
public final class CoffeeTable {
  private static final double TOP = 0.42;
  private static final Material GLAZE = Plain.paint(Vec.srgb(0x5F8C8A), 0.24);
  private static final Material[] LEAVES = {
    Plain.leaf(Vec.srgb(0x8AA58C)), Plain.leaf(Vec.srgb(0x7A9A84)), Plain.leaf(Vec.srgb(0x99B08F))
  };

  private CoffeeTable() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh();
    Material walnut = Wood.walnut(0);
    mesh.add(
        Shapes.turned(
                walnut,
                160,
                0,
                TOP - 0.036,
                0.52,
                TOP - 0.036,
                0.575,
                TOP - 0.031,
                0.594,
                TOP - 0.022,
                0.5995,
                TOP - 0.013,
                0.6,
                TOP - 0.007,
                0.5985,
                TOP - 0.003,
                0.595,
                TOP - 0.0008,
                0.59,
                TOP,
                0.4,
                TOP,
                0.2,
                TOP,
                0,
                TOP)
            .smooth());
    for (int i = 0; i < 4; i++) {
      double turn = 22 + 90 * i;
      Vec foot = Vec.of(0, 0, 0.50).turned(turn);
      Vec top = Vec.of(0, TOP - 0.03, 0.37).turned(turn);
      mesh.add(Shapes.bar(Wood.walnut(1), foot, top, 0.0135, 0.027).smooth());
    }
    for (int i = 0; i < 2; i++) {
      int turn = 68 + 90 * i;
      mesh.add(
          Shapes.box(walnut, Vec.of(0.36, 0.026, 0.012), 0.005),
          p -> p.turned(turn).plus(Vec.of(0, TOP - 0.062, 0)));
    }
    mesh.add(vase(), p -> p.plus(Vec.of(0.17, TOP, -0.06)));
    return mesh;
  }

  private static Mesh vase() {
    double[] profile =
        Shapes.curve(
            40, 0, 0, 0.040, 0.0, 0.052, 0.008, 0.072, 0.06, 0.070, 0.10, 0.045, 0.15, 0.027, 0.19,
            0.029, 0.215, 0.031, 0.218, 0.025, 0.215, 0.022, 0.17);
    Mesh mesh = new Mesh().add(Shapes.turned(GLAZE, 72, profile).smooth());
    for (int stem = 0; stem < 6; stem++) {
      addStem(mesh, stem);
    }
    return mesh;
  }

  private static void addStem(Mesh mesh, int number) {
    double turn = number * 137.5 + 20;
    double lean = 0.07 + 0.09 * Noise.hash(number, 1, 1);
    double high = 0.40 + 0.13 * Noise.hash(number, 2, 1);
    Vec foot = Vec.of(0, 0.14, 0);
    Vec top = Vec.of(lean, high, 0).turned(turn);
    Vec knee = Vec.of(0.012, 0.26, 0).turned(turn);
    Material bark = Plain.paint(Vec.srgb(0x7B6650), 0.8);
    mesh.add(Shapes.tube(bark, t -> bent(foot, knee, top, t), t -> 0.0024, 20).smooth());
    for (int i = 0; i < 9; i++) {
      double share = 0.5 + 0.5 * i / 8;
      Vec at = bent(foot, knee, top, share);
      double size = 0.046 * (1.15 - 0.5 * share);
      double leafTurn = turn + i * 100 + 40 * Noise.hash(number, i, 3);
      double rise = 20 + 40 * Noise.hash(number, i, 4);
      Material green = LEAVES[(number + i) % LEAVES.length];
      mesh.add(
          Plant.leaf(green, size, size * 0.42, 0.2),
          p -> p.pitched(-rise).turned(leafTurn).plus(at));
    }
  }

  private static Vec bent(Vec from, Vec knee, Vec to, double t) {
    return from.mix(knee, t).mix(knee.mix(to, t), t);
  }
}
