package io.github.maskloom.examples.studio.demo.render;

import java.util.stream.IntStream;

/** What the camera caught: for each pixel the parts of its light, and what is seen there. */
final class Film {
  final int width;
  final int height;
  final float[][] matt;
  final float[][] bounced;
  final float[][] gloss;
  final float[][] albedo;
  final float[][] glow;
  final float[][] behind;
  final float[][] normal;
  final float[] distance;
  final float[] material;

  /** The share of the pixel that things cover. */
  final float[] covered;

  /** The share that the ground covers where only its shadow counts, and how lit that is. */
  final float[] ground;

  final float[] free;

  /** How uncertain the mean of the light still is. */
  final float[] mattVariance;

  final float[] bouncedVariance;
  final float[] glossVariance;

  private Film(int width, int height) {
    this.width = width;
    this.height = height;
    int size = width * height;
    matt = new float[3][size];
    bounced = new float[3][size];
    gloss = new float[3][size];
    albedo = new float[3][size];
    glow = new float[3][size];
    behind = new float[3][size];
    normal = new float[3][size];
    distance = new float[size];
    material = new float[size];
    covered = new float[size];
    ground = new float[size];
    free = new float[size];
    mattVariance = new float[size];
    bouncedVariance = new float[size];
    glossVariance = new float[size];
  }

  /** Exposes a scene with so many paths for each pixel, row by row on all threads of the pool. */
  static Film of(Scene scene, Camera camera, int width, int height, int paths) {
    Film film = new Film(width, height);
    Tracer tracer = new Tracer(scene);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              Samples random = new Samples();
              Ray ray = new Ray();
              for (int x = 0; x < width; x++) {
                random.startPixel(x, y);
                film.expose(tracer, camera, x, y, paths, random, ray);
              }
            });
    return film;
  }

  private void expose(
      Tracer tracer, Camera camera, int x, int y, int paths, Samples random, Ray ray) {
    int at = y * width + x;
    int met = 0;
    int grounds = 0;
    double mattSquares = 0;
    double bouncedSquares = 0;
    double glossSquares = 0;
    for (int path = 0; path < paths; path++) {
      random.startPath(path);
      double sx = (x + 0.5 + tent(random.next()) - width / 2.0) / width;
      double sy = (y + 0.5 + tent(random.next()) - height / 2.0) / width;
      Tracer.Sample sample = tracer.sample(camera.eye(), camera.direction(sx, sy), random, ray);
      if (sample.met) {
        met++;
        add(matt, at, sample.matt);
        add(bounced, at, sample.bounced);
        add(gloss, at, sample.gloss);
        add(albedo, at, sample.albedo);
        add(glow, at, sample.glow);
        mattSquares += Math.pow(sample.matt.luminance(), 2);
        bouncedSquares += Math.pow(sample.bounced.luminance(), 2);
        glossSquares += Math.pow(sample.gloss.luminance(), 2);
        material[at] = sample.material;
      } else if (sample.ground) {
        grounds++;
        free[at] += (float) sample.free;
      } else {
        add(behind, at, sample.glow);
      }
      add(normal, at, sample.normal);
      distance[at] += (float) Math.min(100, sample.distance) / paths;
    }
    int rest = paths - met - grounds;
    for (float[][] planes : new float[][][] {matt, bounced, gloss, albedo, glow}) {
      divide(planes, at, met);
    }
    divide(behind, at, rest);
    straighten(normal, at);
    free[at] = grounds == 0 ? 1 : free[at] / grounds;
    covered[at] = (float) met / paths;
    ground[at] = (float) grounds / paths;
    mattVariance[at] = variance(mattSquares, matt, at, met);
    bouncedVariance[at] = variance(bouncedSquares, bounced, at, met);
    glossVariance[at] = variance(glossSquares, gloss, at, met);
  }

  private static double tent(double u) {
    return u < 0.5 ? Math.sqrt(2 * u) - 1 : 1 - Math.sqrt(2 - 2 * u);
  }

  private static float variance(double squares, float[][] mean, int at, int count) {
    double middle = luminance(mean, at);
    return count < 2 ? 0 : (float) (Math.max(0, squares / count - middle * middle) / (count - 1));
  }

  static double luminance(float[][] planes, int at) {
    return 0.2126 * planes[0][at] + 0.7152 * planes[1][at] + 0.0722 * planes[2][at];
  }

  private static void add(float[][] planes, int at, Vec value) {
    planes[0][at] += (float) value.x();
    planes[1][at] += (float) value.y();
    planes[2][at] += (float) value.z();
  }

  private static void straighten(float[][] normals, int at) {
    double length = Math.sqrt(squares(normals, at));
    for (float[] axis : normals) {
      axis[at] /= (float) Math.max(1e-6, length);
    }
  }

  private static double squares(float[][] planes, int at) {
    double sum = 0;
    for (float[] plane : planes) {
      sum += plane[at] * plane[at];
    }
    return sum;
  }

  private static void divide(float[][] planes, int at, int count) {
    for (float[] plane : planes) {
      plane[at] /= Math.max(1, count);
    }
  }
}
