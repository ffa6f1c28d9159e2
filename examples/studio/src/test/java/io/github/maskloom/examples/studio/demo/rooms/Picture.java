package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Shapes;
import java.util.function.UnaryOperator;

/** Framed prints on a wall at z = 0. */
final class Picture {
  private static final Vec PAPER = Vec.srgb(0xF1ECE0);

  private Picture() {}

  /** A print behind a mount, in a frame, around a middle. */
  static Mesh framed(Material frame, Vec middle, double width, double height, Material print) {
    double edge = 0.022;
    double mount = 0.07;
    Mesh mesh = new Mesh();
    mesh.add(sheet(Plain.paint(PAPER, 1), width, height, 0.014));
    mesh.add(sheet(print, width - 2 * mount, height - 2 * mount, 0.0145));
    for (int sign = -1; sign <= 1; sign += 2) {
      double x = sign * width / 2;
      double y = sign * height / 2;
      Vec tall = Vec.of(edge / 2, height / 2 + edge / 2, 0.016);
      Vec wide = Vec.of(width / 2 + edge / 2, edge / 2, 0.016);
      mesh.add(Shapes.box(frame, tall, 0.003), p -> p.plus(Vec.of(x, 0, 0.017)));
      mesh.add(Shapes.box(frame, wide, 0.003), p -> p.plus(Vec.of(0, y, 0.017)));
    }
    return new Mesh().add(mesh, p -> p.plus(middle));
  }

  private static Mesh sheet(Material material, double width, double height, double z) {
    Vec corner = Vec.of(-width / 2, -height / 2, z);
    return Shapes.sheet(material, corner, Vec.of(width, 0, 0), Vec.of(0, height, 0));
  }

  /** Hills behind each other in mist. */
  static Material hills(Vec near, Vec far) {
    return Plain.picture(
        p -> {
          double grain = 0.97 + 0.06 * Noise.hash((int) (p.x() * 900), (int) (p.y() * 900), 1);
          for (int hill = 0; hill < 5; hill++) {
            double crest = -0.16 + 0.075 * hill + wave(p.x(), hill);
            if (p.y() < crest) {
              double share = hill / 5.0;
              double mist = Math.min(0.25, (crest - p.y()) * 1.4);
              return near.mix(far, share).mix(PAPER, mist).times(grain);
            }
          }
          double sun = Math.hypot(p.x() - 0.08, p.y() - 0.21);
          Vec sky = PAPER.mix(far, 0.25);
          return (sun < 0.055 ? Vec.srgb(0xD98A55) : sky).times(grain);
        });
  }

  private static double wave(double x, int hill) {
    return 0.16 * (Noise.octaves(x * 3.2 + hill * 7.1, hill * 3, 2, 4) - 0.5);
  }

  /** Large shapes in few colours. */
  static Material shapes(Vec... colours) {
    UnaryOperator<Vec> look =
        p -> {
          Vec colour = PAPER.mix(colours[0], 0.15);
          for (int i = 0; i < colours.length; i++) {
            double x = 0.22 * (Noise.hash(i, 1, 5) - 0.5);
            double y = 0.36 * (Noise.hash(i, 2, 5) - 0.5);
            double size = 0.09 + 0.07 * Noise.hash(i, 3, 5);
            double edge = Math.hypot((p.x() - x) * 1.1, p.y() - y);
            double rough = 0.012 * (Noise.octaves(p.x() * 30, p.y() * 30, i, 3) - 0.5);
            colour = edge + rough < size ? colours[i] : colour;
          }
          double wash = Noise.octaves(p.x() * 14, p.y() * 14, 4, 4);
          return colour.times(0.88 + 0.24 * wash);
        };
    return Plain.picture(look);
  }
}
