package io.github.maskloom.examples.studio.demo.render;

/**
 * The random numbers of one pixel. The first of each path are spread evenly over all paths of the
 * pixel, which makes less noise; a pixel has the same numbers each time.
 */
final class Samples {
  /** Powers of the root of x^11 = x + 1, which spread evenly in ten dimensions. */
  private static final double[] STEPS = steps();

  private long state;
  private int path;
  private int used;
  private final double[] shifts = new double[STEPS.length];

  private static double[] steps() {
    double root = 1;
    for (int i = 0; i < 60; i++) {
      root = Math.pow(1 + root, 1.0 / 11);
    }
    double[] steps = new double[10];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.pow(1 / root, i + 1);
    }
    return steps;
  }

  void startPixel(int x, int y) {
    state = (x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL) + 0x165667B19E3779F9L;
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = random();
    }
  }

  void startPath(int number) {
    path = number;
    used = 0;
  }

  /** The next number, from 0 to below 1. */
  double next() {
    if (used >= STEPS.length) {
      return random();
    }
    double value = shifts[used] + path * STEPS[used];
    used++;
    return value - Math.floor(value);
  }

  private double random() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
  }
}
