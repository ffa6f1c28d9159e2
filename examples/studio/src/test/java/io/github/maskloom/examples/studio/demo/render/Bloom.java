package io.github.maskloom.examples.studio.demo.render;

/** Light that a lens scatters around what is bright. */
final class Bloom {
  private static final int ROUNDS = 3;

  private Bloom() {}

  /** Mixes a wide blur into the light. */
  static void add(float[][] light, int width, int height, double share) {
    for (float[] plane : light) {
      float[] near = blurred(plane, width, height, Math.max(1, width / 250));
      float[] wide = blurred(plane, width, height, Math.max(1, width / 35));
      for (int at = 0; at < plane.length; at++) {
        double scattered = 0.5 * near[at] + 0.5 * wide[at];
        plane[at] = (float) (plane[at] * (1 - share) + scattered * share);
      }
    }
  }

  /** Three means of a box are nearly a bell curve. */
  private static float[] blurred(float[] plane, int width, int height, int radius) {
    float[] from = plane;
    for (int round = 0; round < ROUNDS; round++) {
      float[] rows = new float[plane.length];
      for (int y = 0; y < height; y++) {
        line(from, rows, y * width, 1, width, radius);
      }
      float[] columns = new float[plane.length];
      for (int x = 0; x < width; x++) {
        line(rows, columns, x, width, height, radius);
      }
      from = columns;
    }
    return from;
  }

  private static void line(float[] from, float[] to, int start, int step, int count, int radius) {
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += from[start + step * clamp(i, count)];
    }
    for (int i = 0; i < count; i++) {
      to[start + step * i] = (float) (sum / (2 * radius + 1));
      sum += from[start + step * clamp(i + radius + 1, count)];
      sum -= from[start + step * clamp(i - radius, count)];
    }
  }

  private static int clamp(int i, int count) {
    return Math.max(0, Math.min(count - 1, i));
  }
}
