package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** Materials without a pattern. */
public final class Plain {
  private Plain() {}

  /** Paint, paper, ceramics: as rough as told, from 0 for a mirror to 1 for matt. */
  public static Material paint(Vec colour, double roughness) {
    return (hit, surface) -> {
      surface.albedo = colour;
      surface.roughness = roughness;
    };
  }

  /** Metal with fine scratches. */
  public static Material metal(Vec colour, double roughness) {
    return (hit, surface) -> {
      Vec p = hit.place();
      double brushed = Noise.octaves(p.x() * 60, p.y() * 2500, p.z() * 60, 2);
      surface.albedo = Vec.ZERO;
      surface.mirrored = colour;
      surface.roughness = roughness + 0.12 * (brushed - 0.5);
    };
  }

  /** A wall of plaster, painted with a roller. */
  public static Material plaster(Vec colour) {
    return (hit, surface) -> {
      surface.normal = hit.bumped(Plain::rolled);
      Vec p = hit.place();
      double uneven = Noise.octaves(p.x() * 0.9, p.y() * 0.9, p.z() * 0.9, 3) - 0.5;
      surface.albedo = colour.times(1 + 0.05 * uneven);
    };
  }

  private static double rolled(Vec p) {
    return 0.0003 * Noise.octaves(p.x() * 55, p.y() * 55, p.z() * 55, 2)
        + 0.003 * Noise.at(p.x() * 2.2, p.y() * 2.2, p.z() * 2.2);
  }

  /** Thin stuff with light behind it. */
  public static Material veil(Vec colour, double translucency) {
    return (hit, surface) -> {
      Vec p = hit.place();
      double thread = Noise.hash((int) (p.x() * 900), 3, 1) + Noise.hash(2, (int) (p.y() * 900), 4);
      surface.albedo = colour.times(0.9 + 0.1 * thread);
      surface.translucency = translucency;
    };
  }

  /** What shines by itself. */
  public static Material glow(Vec radiance) {
    return (hit, surface) -> {
      surface.albedo = Vec.ZERO;
      surface.glow = radiance;
    };
  }

  /** A leaf, with a rib in its middle where x is 0. */
  public static Material leaf(Vec colour) {
    return (hit, surface) -> {
      Vec p = hit.place();
      double rib = Math.exp(-Math.abs(p.x()) * 700);
      double vein = 0.5 + 0.5 * Math.sin((p.z() + Math.abs(p.x()) * 0.8) * 520);
      double spot = Noise.octaves(p.x() * 60, p.y() * 60, p.z() * 60, 3);
      surface.albedo = colour.times(0.75 + 0.4 * spot + 0.5 * rib + 0.06 * vein);
      surface.translucency = 0.28;
      surface.roughness = 0.4;
    };
  }

  /** A colour that is looked up by the place. */
  public static Material picture(java.util.function.UnaryOperator<Vec> colours) {
    return (Hit hit, Surface surface) -> surface.albedo = colours.apply(hit.place());
  }
}
