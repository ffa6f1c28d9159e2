package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.matter.LampShade;
import io.github.maskloom.examples.studio.demo.render.Light;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Scene;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Shapes;

/**
 * A lamp that is on, with a shade of pale linen.
 *
 * @param foot where it stands
 * @param rise from there to the lower edge of its shade
 * @param below the radius of that edge
 * @param above the radius of the upper one
 * @param high the height of the shade
 */
record Lamp(Vec foot, double rise, double below, double above, double high) {
  private static final Vec WARM = Vec.of(1.0, 0.64, 0.33);

  /** Puts it in a scene, with its light. */
  void addTo(Scene scene, Material stand, double brightness) {
    Mesh mesh = new Mesh();
    double[] profile =
        Shapes.curve(
            40,
            0,
            0.0,
            below * 0.55,
            0.0,
            below * 0.58,
            0.008,
            below * 0.5,
            0.02,
            0.02,
            0.03,
            0.011,
            0.05,
            0.011,
            rise * 0.6,
            0.011,
            rise,
            0.011,
            rise + high * 0.4,
            0,
            rise + high * 0.4);
    mesh.add(Shapes.turned(stand, 48, profile).smooth());
    Vec through = WARM.times(0.42 * brightness);
    Material linen = new LampShade(Vec.srgb(0xE9DCC4), through, rise + high * 0.45, high * 0.75);
    mesh.add(Shapes.turned(linen, 96, below, rise, above, rise + high).smooth());
    scene.add(new Mesh().add(mesh, p -> p.plus(foot)));
    Vec middle = foot.plus(Vec.of(0, rise + high * 0.5, 0));
    scene.add(Light.ball(middle, 0.045, WARM.times(230 * brightness)));
    scene.add(Light.shade(foot.plus(Vec.of(0, rise, 0)), high, below, above, through.times(2.6)));
  }
}
