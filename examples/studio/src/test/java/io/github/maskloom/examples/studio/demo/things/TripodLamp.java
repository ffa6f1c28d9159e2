package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.LampShade;
import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Light;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** A lamp on three legs: 0.53 m wide, 0.54 m deep, 1.49 m high. */
public final class TripodLamp {
  private static final double FOOT = 1.15;
  private static final double HEIGHT = 0.33;
  private static final double BELOW = 0.235;
  private static final double ABOVE = 0.165;
  private static final Vec BULB = Vec.of(0, FOOT + 0.13, 0);
  private static final Material STEEL = Plain.paint(Vec.srgb(0x2A2A2C), 0.36);
  private static final Material BRASS = Plain.metal(Vec.of(0.72, 0.52, 0.26), 0.28);

  private TripodLamp() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh();
    for (int leg = 0; leg < 3; leg++) {
      double turn = 120 * leg + 187;
      Vec foot = Vec.of(0, 0.006, 0.290).turned(turn);
      Vec top = Vec.of(0, 1.0, 0.022).turned(turn);
      mesh.add(Shapes.bar(STEEL, foot, top, 0.0105, 0.0125).smooth());
      mesh.add(Shapes.bar(BRASS, foot, foot.mix(top, 0.07), 0.0122, 0.0122).smooth());
      mesh.add(Shapes.bar(STEEL, foot.mix(top, -0.004), foot, 0.014, 0.011).smooth());
    }
    double[] hub =
        Shapes.curve(
            30,
            0,
            0.945,
            0.040,
            0.948,
            0.046,
            0.955,
            0.046,
            1.015,
            0.040,
            1.022,
            0.014,
            1.026,
            0.012,
            1.04,
            0.011,
            1.16,
            0.011,
            FOOT + 0.06,
            0.022,
            FOOT + 0.065,
            0.022,
            FOOT + 0.10,
            0,
            FOOT + 0.102);
    mesh.add(Shapes.turned(BRASS, 48, hub).smooth());
    addShade(mesh);
    return mesh;
  }

  private static void addShade(Mesh mesh) {
    Material linen =
        new LampShade(Vec.srgb(0xC98A3C), Vec.of(0.74, 0.34, 0.085), FOOT + 0.12, 0.19);
    mesh.add(Shapes.turned(linen, 96, BELOW, FOOT, ABOVE, FOOT + HEIGHT).smooth());
    Material hem = Plain.paint(Vec.srgb(0x9A6426), 1);
    addHem(mesh, hem, BELOW, FOOT);
    addHem(mesh, hem, ABOVE, FOOT + HEIGHT);
    for (int i = 0; i < 3; i++) {
      Vec rim = Vec.of(0, FOOT + HEIGHT - 0.004, ABOVE).turned(120 * i);
      Vec middle = Vec.of(0, FOOT + 0.07, 0.012).turned(120 * i);
      mesh.add(Shapes.bar(BRASS, middle, rim, 0.0025, 0.0025).smooth());
    }
    Material glass = Plain.glow(Vec.of(9, 6, 2.8));
    double[] bulb = Shapes.curve(16, 0.014, 0.10, 0.03, 0.14, 0.028, 0.175, 0, 0.19);
    mesh.add(Shapes.turned(glass, 24, bulb).smooth(), p -> p.plus(Vec.of(0, FOOT, 0)));
  }

  private static void addHem(Mesh mesh, Material hem, double radius, double y) {
    mesh.add(
        Shapes.tube(
                hem,
                t ->
                    Vec.of(
                        radius * Math.cos(2 * Math.PI * t), y, radius * Math.sin(2 * Math.PI * t)),
                t -> 0.0038,
                96)
            .smooth());
  }

  /** What the lamp throws through its shade, and up and down. */
  public static Light[] lights(double brightness) {
    Vec warm = Vec.of(1.0, 0.60, 0.27).times(brightness);
    Vec foot = Vec.of(0, FOOT, 0);
    return new Light[] {
      Light.shade(foot, HEIGHT, BELOW, ABOVE, warm.times(0.6)),
      Light.ball(BULB.plus(Vec.of(0, 0.03, 0)), 0.034, warm.times(26))
    };
  }
}
