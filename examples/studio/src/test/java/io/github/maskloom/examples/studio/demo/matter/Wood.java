package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/**
 * Solid wood: rings around a heart, cut as the thing is shaped.
 *
 * @param light the colour of early wood
 * @param dark the colour of late wood
 * @param axis along which the tree grew: 0 for x, 1 for y, 2 for z
 * @param rings how many in a metre
 * @param roughness of its finish
 */
public record Wood(Vec light, Vec dark, int axis, double rings, double roughness)
    implements Material {
  public static Wood oak(int axis) {
    return new Wood(Vec.srgb(0xC59A66), Vec.srgb(0x9A6C3E), axis, 90, 0.42);
  }

  public static Wood walnut(int axis) {
    return new Wood(Vec.srgb(0x8A5C3A), Vec.srgb(0x4A2C1A), axis, 70, 0.33);
  }

  @Override
  public void at(Hit hit, Surface surface) {
    Vec p = hit.place();
    double along = axis == 0 ? p.x() : axis == 1 ? p.y() : p.z();
    double a = axis == 0 ? p.y() : p.x();
    double b = axis == 2 ? p.y() : p.z();
    surface.albedo = colour(along, a, b);
    surface.roughness = roughness + 0.08 * (Noise.at(along * 12, a * 300, b * 300) - 0.5);
  }

  /** The colour at a place of the trunk: along it, and across from its heart. */
  Vec colour(double along, double a, double b) {
    double bend = Noise.octaves(along * 1.3, a * 5, b * 5, 3) - 0.5;
    double radius = Math.hypot(a + 0.13 + 0.08 * bend, (b + 0.31) * 0.45 + 0.05 * bend);
    double wave = radius * rings + 1.6 * Noise.at(along * 3, a * 20, b * 20);
    double ring = wave - Math.floor(wave);
    double late = Math.pow(ring, 2.2) * (1 - Noise.step(0.93, 1, ring));
    double fibre = Noise.octaves(along * 14, a * 420, b * 420, 2);
    double pore = Noise.step(0.70, 0.82, Noise.at(along * 26, a * 900, b * 900));
    double tone = Noise.octaves(along * 2.1, a * 9, b * 9, 3);
    double share = 0.12 + 0.55 * late + 0.5 * (fibre - 0.5) + 0.5 * (tone - 0.5);
    Vec colour = light.mix(dark, Math.max(0, Math.min(1, share)));
    return colour.times(1 - 0.22 * pore);
  }
}
