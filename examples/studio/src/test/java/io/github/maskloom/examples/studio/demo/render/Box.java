package io.github.maskloom.examples.studio.demo.render;

import java.util.Arrays;

/** A box along the axes that grows with what is put in. */
final class Box {
  /** The lower bounds on three axes, then the upper ones. */
  final float[] bounds = new float[6];

  Box() {
    Arrays.fill(bounds, 0, 3, Float.POSITIVE_INFINITY);
    Arrays.fill(bounds, 3, 6, Float.NEGATIVE_INFINITY);
  }

  /** Adds points, three numbers each. */
  void add(float[] points, int from, int to) {
    for (int i = from; i < to; i++) {
      int axis = (i - from) % 3;
      bounds[axis] = Math.min(bounds[axis], points[i]);
      bounds[axis + 3] = Math.max(bounds[axis + 3], points[i]);
    }
  }

  /** Adds what another box holds, if it holds anything. */
  void add(Box other) {
    if (other.bounds[0] <= other.bounds[3]) {
      add(other.bounds, 0, 6);
    }
  }

  double area() {
    double x = bounds[3] - bounds[0];
    double y = bounds[4] - bounds[1];
    double z = bounds[5] - bounds[2];
    return x < 0 ? 0 : x * y + y * z + z * x;
  }
}
