package io.github.maskloom.examples.studio.demo.render;

/** Smooth values that look random, the same for the same place each time. */
public final class Noise {
  private Noise() {}

  /** From 0 to 1, without any relation between neighbours. */
  public static double hash(int x, int y, int z) {
    int h = x * 0x8DA6B343 ^ y * 0xD8163841 ^ z * 0xCB1AB31F;
    h = (h ^ h >>> 15) * 0x2C1B3C6D;
    h = (h ^ h >>> 12) * 0x297A2D39;
    return ((h ^ h >>> 15) >>> 8) / (double) (1 << 24);
  }

  /** From 0 to 1, smooth, with features of about one unit. */
  public static double at(double x, double y, double z) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    int iz = (int) Math.floor(z);
    double u = ease(x - ix);
    double v = ease(y - iy);
    double w = ease(z - iz);
    return lerp(plane(ix, iy, iz, u, v), plane(ix, iy, iz + 1, u, v), w);
  }

  private static double plane(int x, int y, int z, double u, double v) {
    return lerp(
        lerp(hash(x, y, z), hash(x + 1, y, z), u),
        lerp(hash(x, y + 1, z), hash(x + 1, y + 1, z), u),
        v);
  }

  /** Several octaves of {@link #at}, from 0 to 1. */
  public static double octaves(double x, double y, double z, int count) {
    double sum = 0;
    double weight = 0;
    double share = 1;
    for (int i = 0; i < count; i++) {
      sum += share * at(x, y, z);
      weight += share;
      share /= 2;
      x = x * 2.03 + 17.1;
      y = y * 2.03 + 5.7;
      z = z * 2.03 + 9.3;
    }
    return sum / weight;
  }

  /** From 0 below one bound to 1 above the other, smoothly. */
  public static double step(double from, double to, double value) {
    return ease(Math.max(0, Math.min(1, (value - from) / (to - from))));
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double lerp(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
