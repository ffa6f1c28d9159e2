package io.github.maskloom.examples.studio.demo.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Triangles, put together from patches, with a material for each patch. */
public final class Mesh {
  /** A point for two parameters. */
  @FunctionalInterface
  public interface Patch {
    Vec at(double u, double v);
  }

  /** A patch. Its normals are none until it was made smooth. */
  private static final class Part {
    final Vec[] points;
    final Vec[] places;
    final Vec[] normals;
    final int columns;
    final Material material;

    Part(Vec[] points, Vec[] places, Vec[] normals, int columns, Material material) {
      this.points = points;
      this.places = places;
      this.normals = normals;
      this.columns = columns;
      this.material = material;
    }
  }

  private final List<Part> parts = new ArrayList<>();

  /** Adds a patch: a grid over parameters from 0 to 1. */
  public Mesh add(Material material, int columns, int rows, Patch patch) {
    return add(material, columns, rows, patch, patch);
  }

  /**
   * Adds a patch.
   *
   * @param places tells the coordinates for the texture
   */
  public Mesh add(Material material, int columns, int rows, Patch patch, Patch places) {
    Vec[] points = new Vec[(columns + 1) * (rows + 1)];
    Vec[] textures = new Vec[points.length];
    for (int i = 0; i < points.length; i++) {
      double u = i % (columns + 1) / (double) columns;
      int row = i / (columns + 1);
      double v = row / (double) rows;
      points[i] = patch.at(u, v);
      textures[i] = places.at(u, v);
    }
    parts.add(new Part(points, textures, new Vec[0], columns, material));
    return this;
  }

  /** Adds all of another mesh, moved and turned as told; the textures move along. */
  public Mesh add(Mesh other, UnaryOperator<Vec> move) {
    for (Part part : other.parts) {
      Vec[] points = Arrays.stream(part.points).map(move).toArray(Vec[]::new);
      Vec[] normals = new Vec[part.normals.length];
      for (int i = 0; i < normals.length; i++) {
        normals[i] = move.apply(part.points[i].plus(part.normals[i])).minus(points[i]).unit();
      }
      parts.add(new Part(points, part.places, normals, part.columns, part.material));
    }
    return this;
  }

  public Mesh add(Mesh other) {
    return add(other, UnaryOperator.identity());
  }

  /** Makes it round across its patches: points at one place get one normal. */
  public Mesh smooth() {
    Map<List<Long>, Vec> sums = new HashMap<>();
    for (Part part : parts) {
      Vec[] normals = normals(part);
      for (int i = 0; i < normals.length; i++) {
        sums.merge(key(part.points[i]), normals[i], Vec::plus);
      }
    }
    for (int at = 0; at < parts.size(); at++) {
      Part part = parts.get(at);
      Vec[] normals = new Vec[part.points.length];
      for (int i = 0; i < normals.length; i++) {
        normals[i] = sums.getOrDefault(key(part.points[i]), Vec.ZERO).unit();
      }
      parts.set(at, new Part(part.points, part.places, normals, part.columns, part.material));
    }
    return this;
  }

  private static List<Long> key(Vec point) {
    return List.of(
        Math.round(point.x() * 1e5), Math.round(point.y() * 1e5), Math.round(point.z() * 1e5));
  }

  /** The normals of the triangles around each point of a part, weighed by their areas. */
  private static Vec[] normals(Part part) {
    Vec[] sums = new Vec[part.points.length];
    Arrays.fill(sums, Vec.ZERO);
    for (int[] corners : triangles(part)) {
      Vec a = part.points[corners[0]];
      Vec normal = part.points[corners[1]].minus(a).cross(part.points[corners[2]].minus(a));
      for (int corner : corners) {
        sums[corner] = sums[corner].plus(normal);
      }
    }
    return sums;
  }

  private static List<int[]> triangles(Part part) {
    List<int[]> triangles = new ArrayList<>();
    int stride = part.columns + 1;
    for (int i = 0; i + stride + 1 < part.points.length; i++) {
      if (i % stride < part.columns) {
        addTriangle(triangles, part, i, i + 1, i + stride + 1);
        addTriangle(triangles, part, i, i + stride + 1, i + stride);
      }
    }
    return triangles;
  }

  /** Leaves out what has no area, as at a pole. */
  private static void addTriangle(List<int[]> triangles, Part part, int a, int b, int c) {
    Vec from = part.points[a];
    Vec across = part.points[b].minus(from).cross(part.points[c].minus(from));
    if (across.length() > 1e-13) {
      triangles.add(new int[] {a, b, c});
    }
  }

  /** How far it reaches along each axis. */
  public Vec size() {
    Box box = new Box();
    for (Part part : parts) {
      for (Vec point : part.points) {
        box.add(new float[] {(float) point.x(), (float) point.y(), (float) point.z()}, 0, 3);
      }
    }
    float[] bounds = box.bounds;
    return Vec.of(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]);
  }

  /** Hands out each triangle. */
  void forEach(TriangleSink sink) {
    for (Part part : parts) {
      Vec[] normals = part.normals.length > 0 ? part.normals : normals(part);
      for (int[] corners : triangles(part)) {
        sink.accept(part.material, part.points, normals, part.places, corners);
      }
    }
  }

  /** Takes triangles. */
  interface TriangleSink {
    void accept(Material material, Vec[] points, Vec[] normals, Vec[] places, int[] corners);
  }
}
