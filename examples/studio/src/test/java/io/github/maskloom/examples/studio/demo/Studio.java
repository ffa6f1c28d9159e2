package io.github.maskloom.examples.studio.demo;

import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Light;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Scene;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Shapes;

/** A photographer's studio: a white ground, light from all around, and more from the left. */
final class Studio {
  private Studio() {}

  /** Furniture by itself, without the ground. */
  static Scene cutOut(Mesh furniture, Light... lights) {
    Vec corner = Vec.of(-12, 0, -12);
    Material white = Plain.paint(Vec.grey(0.75), 1);
    Mesh ground = Shapes.sheet(white, corner, Vec.of(0, 0, 24), Vec.of(24, 0, 0));
    Scene scene = lit().add(furniture).add(ground).cutOut();
    for (Light light : lights) {
      scene.add(light);
    }
    return scene;
  }

  /** Furniture in front of grey paper that bends up behind it. */
  static Scene swept(Mesh furniture) {
    Material paper = Plain.paint(Vec.grey(0.70), 1);
    double bend = 1.2;
    Mesh sweep = new Mesh();
    sweep.add(
        paper,
        1,
        60,
        (u, v) -> {
          double x = (u - 0.5) * 16;
          double turn = Math.max(0, Math.min(1, (v - 0.3) / 0.4)) * Math.PI / 2;
          double ahead = Math.max(0, 0.3 - v) * 26;
          double above = Math.max(0, v - 0.7) * 16;
          double z = -1.3 + ahead - bend * Math.sin(turn);
          return Vec.of(x, above + bend * (1 - Math.cos(turn)), z);
        });
    return lit().add(furniture).add(sweep.smooth());
  }

  private static Scene lit() {
    Vec above = Vec.of(-3.4, 3.6, 2.6);
    Vec right = Vec.of(3.6, 1.8, 1.6);
    return new Scene()
        .dome(way -> Vec.grey(0.30 + 0.38 * Math.max(0, way.y())))
        .add(softbox(above, Vec.of(0, 0.5, 0), 2.2, Vec.of(6.4, 6.2, 5.9)))
        .add(softbox(right, Vec.of(0, 0.5, 0), 1.4, Vec.of(1.9, 2.0, 2.2)));
  }

  /** A square lamp behind cloth, turned towards a point. */
  private static Light softbox(Vec middle, Vec target, double size, Vec radiance) {
    Vec facing = target.minus(middle).unit();
    Vec across = facing.cross(Vec.of(0, 1, 0)).unit().times(size);
    Vec down = facing.cross(across.unit()).times(size);
    Vec corner = middle.plus(across, -0.5).plus(down, -0.5);
    return Light.panel(corner, across, down, radiance);
  }
}
