package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** Plants with leaves that are real in shape. */
public final class Plant {
  private static final double GOLDEN = 137.5;
  private static final Material EARTH = Plain.paint(Vec.srgb(0x3B2C22), 1);
  private static final Material STEM = Plain.paint(Vec.srgb(0x5B5236), 0.7);

  private Plant() {}

  /** A rubber plant in a pot, about so high. */
  public static Mesh rubber(Material pot, double height, int seed) {
    Mesh mesh = new Mesh();
    double[] profile =
        Shapes.curve(
            24, 0.0, 0.0, 0.12, 0.0, 0.15, 0.01, 0.17, 0.16, 0.185, 0.32, 0.185, 0.335, 0.172,
            0.335, 0.165, 0.29);
    mesh.add(Shapes.turned(pot, 64, profile).smooth());
    mesh.add(Shapes.turned(EARTH, 40, 0.17, 0.295, 0.08, 0.305, 0, 0.307).smooth());
    for (int stem = 0; stem < 4; stem++) {
      double turn = stem * 95 + seed * 40;
      double lean = stem == 0 ? 0.03 : 0.20 + 0.05 * stem;
      double high = height * (1 - 0.14 * stem) - 0.3;
      Vec foot = Vec.of(0.03, 0.29, 0).turned(turn);
      Vec top = Vec.of(lean, 0.3 + high, 0).turned(turn);
      mesh.add(Shapes.tube(STEM, t -> way(foot, top, t), t -> 0.011 - 0.006 * t, 24).smooth());
      int leaves = (int) (high * 17);
      for (int i = 0; i < leaves; i++) {
        double share = 0.22 + 0.78 * i / (leaves - 1);
        addLeaf(mesh, way(foot, top, share), turn + i * GOLDEN, share, stem * 31 + i + seed);
      }
    }
    return mesh;
  }

  private static Vec way(Vec foot, Vec top, double t) {
    Vec straight = foot.mix(top, t);
    Vec upright = Vec.of(foot.x(), straight.y(), foot.z());
    return upright.mix(straight, t);
  }

  private static void addLeaf(Mesh mesh, Vec at, double turn, double share, int seed) {
    double size = 0.24 + 0.10 * Noise.hash(seed, 1, 2);
    double rise = -5 + 60 * share * share + 22 * (Noise.hash(seed, 3, 4) - 0.5);
    Material green = green(seed);
    Mesh leaf = leaf(green, size, size * 0.30, 0.35 + 0.3 * Noise.hash(seed, 5, 6));
    mesh.add(leaf, p -> p.pitched(-rise).turned(turn).plus(at));
  }

  private static Material green(int seed) {
    double share = Noise.hash(seed, 7, 8);
    return LEAVES[(int) (share * LEAVES.length)];
  }

  private static final Material[] LEAVES = {
    Plain.leaf(Vec.srgb(0x4F7D42)), Plain.leaf(Vec.srgb(0x5E8E48)), Plain.leaf(Vec.srgb(0x436E3C))
  };

  /** A leaf on a stalk, from the origin along z, bent down towards its tip. */
  static Mesh leaf(Material green, double length, double half, double bend) {
    double stalk = length * 0.22;
    Mesh mesh =
        new Mesh()
            .add(
                green,
                10,
                18,
                (u, v) -> {
                  double across = 2 * u - 1;
                  double wide = half * Math.pow(Math.sin(Math.PI * Math.pow(v, 0.85)), 0.75);
                  double fold = 0.22 * Math.abs(across) * wide;
                  double wave = 0.05 * wide * Math.sin(v * 19) * across;
                  double z = stalk + v * length;
                  return Vec.of(across * wide, fold + wave - bend * v * v * length * 0.6, z);
                },
                (u, v) -> Vec.of((2 * u - 1) * half, 0, v * length))
            .smooth();
    mesh.add(Shapes.bar(STEM, Vec.ZERO, Vec.of(0, 0, stalk * 1.1), 0.003, 0.002).smooth());
    return mesh;
  }
}
