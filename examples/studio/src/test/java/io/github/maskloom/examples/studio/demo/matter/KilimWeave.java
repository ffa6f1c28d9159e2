package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/**
 * The pattern of a kilim, woven thread by thread, so that slants are stairs.
 *
 * @param halfLength of the woven part, along x
 * @param halfWidth along z
 */
public record KilimWeave(double halfLength, double halfWidth) implements Material {
  private static final Vec NAVY = Vec.srgb(0x27364F);
  private static final Vec BRICK = Vec.srgb(0x9C3F2E);
  private static final Vec SAND = Vec.srgb(0xDCC9A3);
  private static final Vec OCHRE = Vec.srgb(0xC08A3E);
  private static final Vec TEAL = Vec.srgb(0x3F6B69);
  private static final double STAIR = 0.012;
  private static final double RIB = 0.0085;

  @Override
  public void at(Hit hit, Surface surface) {
    Vec p = hit.place();
    double sway = 0.006 * (Noise.octaves(p.x() * 2, 1, p.z() * 2, 2) - 0.5);
    Vec colour = pattern(stair(p.x() + sway), stair(p.z() - sway));
    double rib = p.x() / RIB;
    double round = Math.abs(2 * (rib - Math.floor(rib)) - 1);
    double thread = Noise.hash((int) Math.floor(rib), (int) Math.floor(p.z() / 0.006), 1);
    double yarn = Noise.at(p.x() * 140, 2, p.z() * 14);
    double dye = Noise.octaves(p.x() * 7, 4, p.z() * 1.4, 3);
    double worn = Noise.octaves(p.x() * 3, 6, p.z() * 3, 4);
    double light = (1.04 - 0.30 * round * round) * (0.76 + 0.34 * thread + 0.18 * yarn);
    double faded = 0.05 * Noise.step(0.45, 0.75, worn);
    surface.albedo = colour.times(light * (0.80 + 0.42 * dye)).mix(SAND, faded);
    surface.fuzz = 0.5;
  }

  private static double stair(double value) {
    return (Math.floor(value / STAIR) + 0.5) * STAIR;
  }

  private Vec pattern(double x, double z) {
    double edge = Math.min(halfLength - Math.abs(x), halfWidth - Math.abs(z));
    if (edge < 0.05) {
      return NAVY;
    }
    if (edge < 0.074) {
      return SAND;
    }
    if (edge < 0.23) {
      return border(x, z, edge);
    }
    if (edge < 0.254) {
      return SAND;
    }
    return edge < 0.29 ? OCHRE : field(x, z);
  }

  /** Lozenges in a row, along each side. */
  private Vec border(double x, double z, double edge) {
    boolean end = halfLength - Math.abs(x) < halfWidth - Math.abs(z);
    double along = (end ? z : x) / 0.17;
    double across = (edge - 0.152) / 0.075;
    double share = Math.abs(2 * (along - Math.floor(along)) - 1) + Math.abs(across);
    if (share < 0.32) {
      return BRICK;
    }
    int number = (int) Math.floor(along);
    return share < 0.85 ? (number & 1) == 0 ? SAND : OCHRE : BRICK;
  }

  /** Three large medallions on navy, with small ones between them. */
  private Vec field(double x, double z) {
    double length = 2 * (halfLength - 0.29) / 3;
    double column = x / length + 0.5;
    double u = Math.abs(column - Math.floor(column) - 0.5) * 2;
    double v = Math.abs(z) / (halfWidth - 0.29);
    double share = u + v;
    if (share < 1.0) {
      return medallion(share, u, v);
    }
    double small = Math.abs(u - 1) * 1.5 + Math.abs(v - 1) * 1.5;
    if (small < 0.32) {
      return OCHRE;
    }
    return small < 0.5 ? SAND : small < 0.62 ? BRICK : NAVY;
  }

  private static Vec medallion(double share, double u, double v) {
    double tooth = 0.05 * (Math.floor((u - v) * 9) % 2 == 0 ? 1 : 0);
    double ring = share + tooth;
    if (ring > 0.93) {
      return SAND;
    }
    if (ring > 0.74) {
      return BRICK;
    }
    if (ring > 0.62) {
      return OCHRE;
    }
    if (ring > 0.42) {
      return TEAL;
    }
    return ring > 0.30 ? SAND : ring > 0.14 ? BRICK : NAVY;
  }
}
