package io.github.maskloom.examples.studio.demo.render;

/** The triangles of a scene, in a tree of boxes, so that a ray need not try them all. */
final class Bvh {
  private static final int LEAF = 4;
  private static final int BINS = 16;

  /** Per triangle, nine numbers: its corners as they were added. */
  private final float[] triangles;

  /** The triangles in the order of the leaves. */
  private final int[] order;

  /** Per triangle, in that order: a corner, and the edges from there. */
  private final float[] edges;

  /** How much of the light each triangle stops, in that order. */
  private final float[] opacity;

  private final float[] centres;
  private final float[] boxes;

  /** Of a leaf the first triangle, of an inner node the second child. The first child is next. */
  private final int[] links;

  /** Of a leaf the number of triangles, else 0. */
  private final int[] counts;

  private int nodes;

  Bvh(float[] triangles, float[] opacities) {
    int count = triangles.length / 9;
    this.triangles = triangles;
    order = new int[count];
    centres = new float[count * 3];
    for (int i = 0; i < count; i++) {
      order[i] = i;
      Box box = new Box();
      box.add(triangles, i * 9, i * 9 + 9);
      for (int axis = 0; axis < 3; axis++) {
        centres[i * 3 + axis] = (box.bounds[axis] + box.bounds[axis + 3]) / 2;
      }
    }
    boxes = new float[Math.max(1, count) * 12];
    links = new int[Math.max(1, count) * 2];
    counts = new int[Math.max(1, count) * 2];
    build(0, count);
    edges = new float[count * 9];
    opacity = new float[count];
    for (int i = 0; i < count; i++) {
      opacity[i] = opacities[order[i]];
      for (int at = 0; at < 9; at++) {
        float corner = at < 3 ? 0 : triangles[order[i] * 9 + at % 3];
        edges[i * 9 + at] = triangles[order[i] * 9 + at] - corner;
      }
    }
  }

  private void build(int from, int to) {
    int node = nodes++;
    Box box = new Box();
    for (int i = from; i < to; i++) {
      box.add(triangles, order[i] * 9, order[i] * 9 + 9);
    }
    System.arraycopy(box.bounds, 0, boxes, node * 6, 6);
    int middle = to - from <= LEAF ? from : partition(from, to);
    if (middle == from || middle == to) {
      // Centres at one place cannot be told apart, so that any half is as good.
      middle = to - from <= LEAF ? from : (from + to) / 2;
    }
    if (middle == from) {
      links[node] = from;
      counts[node] = to - from;
      return;
    }
    build(from, middle);
    links[node] = nodes;
    build(middle, to);
  }

  /** Orders triangles by the cheapest of some cuts, and returns where the second part begins. */
  private int partition(int from, int to) {
    Box centre = new Box();
    for (int i = from; i < to; i++) {
      centre.add(centres, order[i] * 3, order[i] * 3 + 3);
    }
    int bestAxis = -1;
    int bestCut = 0;
    double best = Double.MAX_VALUE;
    for (int axis = 0; axis < 3; axis++) {
      if (centre.bounds[axis + 3] > centre.bounds[axis]) {
        double[] costs = costs(from, to, axis, centre);
        for (int cut = 1; cut < BINS; cut++) {
          if (costs[cut] < best) {
            best = costs[cut];
            bestAxis = axis;
            bestCut = cut;
          }
        }
      }
    }
    return bestAxis < 0 ? from : cut(from, to, bestAxis, bestCut, centre);
  }

  private int bin(int triangle, int axis, Box centre) {
    float low = centre.bounds[axis];
    float share = (centres[triangle * 3 + axis] - low) / (centre.bounds[axis + 3] - low);
    return Math.min(BINS - 1, (int) (share * BINS));
  }

  private double[] costs(int from, int to, int axis, Box centre) {
    Box[] bins = new Box[BINS];
    int[] sizes = new int[BINS];
    for (int i = 0; i < BINS; i++) {
      bins[i] = new Box();
    }
    for (int i = from; i < to; i++) {
      int bin = bin(order[i], axis, centre);
      bins[bin].add(triangles, order[i] * 9, order[i] * 9 + 9);
      sizes[bin]++;
    }
    double[] costs = new double[BINS];
    Box left = new Box();
    Box right = new Box();
    int leftCount = 0;
    int rightCount = 0;
    for (int i = 0; i < BINS - 1; i++) {
      left.add(bins[i]);
      leftCount += sizes[i];
      costs[i + 1] += leftCount == 0 ? Double.MAX_VALUE : left.area() * leftCount;
      right.add(bins[BINS - 1 - i]);
      rightCount += sizes[BINS - 1 - i];
      costs[BINS - 1 - i] += rightCount == 0 ? Double.MAX_VALUE : right.area() * rightCount;
    }
    return costs;
  }

  private int cut(int from, int to, int axis, int cut, Box centre) {
    int left = from;
    for (int i = from; i < to; i++) {
      if (bin(order[i], axis, centre) < cut) {
        int moved = order[left];
        order[left++] = order[i];
        order[i] = moved;
      }
    }
    return left;
  }

  /**
   * Follows a ray to the nearest triangle.
   *
   * @param shadow whether any triangle will do; thin ones then let a share of the light through
   */
  void follow(Ray ray, boolean shadow) {
    double ix = 1 / ray.dx;
    double iy = 1 / ray.dy;
    double iz = 1 / ray.dz;
    int depth = 0;
    int node = 0;
    if (!(enters(0, ray, ix, iy, iz) < ray.reach)) {
      return;
    }
    // The stack holds boxes that the ray enters; they are left out if something nearer was met.
    while (true) {
      if (counts[node] > 0) {
        meet(ray, links[node], counts[node], shadow);
        if (shadow && ray.passed <= 0) {
          return;
        }
      } else {
        int near = node + 1;
        int far = links[node];
        double nearAt = enters(near, ray, ix, iy, iz);
        double farAt = enters(far, ray, ix, iy, iz);
        if (farAt < nearAt) {
          int other = near;
          near = far;
          far = other;
          double otherAt = nearAt;
          nearAt = farAt;
          farAt = otherAt;
        }
        if (farAt < ray.reach) {
          ray.stack[depth++] = far;
        }
        if (nearAt < ray.reach) {
          node = near;
          continue;
        }
      }
      if (depth == 0) {
        return;
      }
      node = ray.stack[--depth];
    }
  }

  /** Where a ray enters a box, or infinity. */
  private double enters(int node, Ray ray, double ix, double iy, double iz) {
    int at = node * 6;
    double x0 = (boxes[at] - ray.ox) * ix;
    double x1 = (boxes[at + 3] - ray.ox) * ix;
    double y0 = (boxes[at + 1] - ray.oy) * iy;
    double y1 = (boxes[at + 4] - ray.oy) * iy;
    double z0 = (boxes[at + 2] - ray.oz) * iz;
    double z1 = (boxes[at + 5] - ray.oz) * iz;
    double in =
        Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(0, Math.min(z0, z1)));
    double out = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.max(z0, z1));
    return in <= out * 1.000001 ? in : Double.POSITIVE_INFINITY;
  }

  private void meet(Ray ray, int first, int count, boolean shadow) {
    for (int i = first; i < first + count; i++) {
      int at = i * 9;
      double ax = edges[at + 3];
      double ay = edges[at + 4];
      double az = edges[at + 5];
      double bx = edges[at + 6];
      double by = edges[at + 7];
      double bz = edges[at + 8];
      double px = ray.dy * bz - ray.dz * by;
      double py = ray.dz * bx - ray.dx * bz;
      double pz = ray.dx * by - ray.dy * bx;
      double inverse = 1 / (ax * px + ay * py + az * pz);
      double sx = ray.ox - edges[at];
      double sy = ray.oy - edges[at + 1];
      double sz = ray.oz - edges[at + 2];
      double u = (sx * px + sy * py + sz * pz) * inverse;
      if (!(u >= 0 && u <= 1)) {
        continue;
      }
      double qx = sy * az - sz * ay;
      double qy = sz * ax - sx * az;
      double qz = sx * ay - sy * ax;
      double v = (ray.dx * qx + ray.dy * qy + ray.dz * qz) * inverse;
      double distance = (bx * qx + by * qy + bz * qz) * inverse;
      if (v >= 0 && u + v <= 1 && distance > 0 && distance < ray.reach) {
        if (shadow) {
          ray.passed *= 1 - opacity[i];
        } else {
          ray.reach = distance;
          ray.triangle = order[i];
          ray.u = u;
          ray.v = v;
        }
      }
    }
  }
}
