package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.KilimWeave;
import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** A flat rug: 2.60 m long with its fringes, 1.70 m wide. */
public final class Kilim {
  private static final double LENGTH = 1.22;
  private static final double WIDTH = 0.85;
  private static final double THICK = 0.009;
  private static final Material WOOL = new KilimWeave(LENGTH, WIDTH);
  private static final Material COTTON = Plain.paint(Vec.srgb(0xE2D6BC), 1);

  private Kilim() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh().add(WOOL, 240, 120, Kilim::top, (u, v) -> flat(u, v)).smooth();
    for (int i = 0; i < 2 * 118; i++) {
      addTassel(mesh, i / 2, i % 2 == 0 ? -1 : 1);
    }
    return mesh;
  }

  private static Vec flat(double u, double v) {
    return Vec.of((2 * u - 1) * LENGTH, 0, (2 * v - 1) * WIDTH);
  }

  /** Its face, which bends down to the ground along the edges. */
  private static Vec top(double u, double v) {
    Vec p = flat(u, v);
    double edge = Math.min(Math.min(u, 1 - u) * 240, Math.min(v, 1 - v) * 120);
    double rise = edge <= 0 ? 0.0003 : THICK * (edge < 2 ? 0.9 : 1);
    double wave = 0.004 * Noise.octaves(p.x() * 2.5, 3, p.z() * 2.5, 2) * Math.min(1, edge / 6);
    double side = 0.008 * (Noise.octaves(p.x() * 3, 8, 1, 2) - 0.5) * (2 * v - 1);
    return Vec.of(p.x(), rise + wave, p.z() + side);
  }

  private static void addTassel(Mesh mesh, int number, int sign) {
    double z = (number + 0.5) / 118 * 2 * WIDTH - WIDTH;
    double slant = 0.03 * (Noise.hash(number, sign, 1) - 0.5);
    double length = 0.07 + 0.012 * Noise.hash(number, sign, 2);
    double curl = 0.02 * (Noise.hash(number, sign, 3) - 0.5);
    mesh.add(
        Shapes.tube(
                COTTON,
                t ->
                    Vec.of(
                        sign * (LENGTH - 0.006 + length * t),
                        0.0046 + 0.002 * (1 - t),
                        z + slant * t + curl * Math.sin(Math.PI * t)),
                t -> 0.0030 * (0.7 + 0.5 * t),
                6)
            .smooth());
  }
}
