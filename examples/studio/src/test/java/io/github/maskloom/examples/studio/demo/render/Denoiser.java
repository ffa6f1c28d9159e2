package io.github.maskloom.examples.studio.demo.render;

import java.util.stream.IntStream;

/**
 * Smooths light that is still uncertain, over pixels of the same surface: wavelets with holes,
 * after Dammertz, held by the variance as Schied does.
 */
final class Denoiser {
  private static final float[] KERNEL = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};
  private static final double FACING = 48;

  /** Edges are noisy as well, and have no other neighbours. */
  private static final double TOUCHING = 0.3;

  private final Film film;
  private final double strength;
  private float[][] light;
  private float[] variance;

  private Denoiser(Film film, float[][] light, float[] variance, double strength) {
    this.film = film;
    this.strength = strength;
    this.light = light;
    this.variance = variance;
  }

  /** The light without most of its noise. */
  static float[][] smooth(
      Film film, float[][] light, float[] variance, int levels, double strength) {
    Denoiser denoiser = new Denoiser(film, light, variance, strength);
    for (int level = 0; level < levels; level++) {
      denoiser.level(1 << level);
    }
    return denoiser.light;
  }

  private void level(int step) {
    float[][] smooth = new float[3][film.width * film.height];
    float[] less = new float[film.width * film.height];
    IntStream.range(0, film.height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < film.width; x++) {
                pixel(x, y, step, smooth, less);
              }
            });
    light = smooth;
    variance = less;
  }

  private double blurredVariance(int x, int y) {
    double sum = 0;
    double weights = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        int at = at(x + dx, y + dy);
        if (at >= 0 && film.covered[at] > 0) {
          double weight = (3 - Math.abs(dx)) * (3 - Math.abs(dy));
          sum += weight * variance[at];
          weights += weight;
        }
      }
    }
    return weights == 0 ? 0 : sum / weights;
  }

  private int at(int x, int y) {
    return x < 0 || y < 0 || x >= film.width || y >= film.height ? -1 : y * film.width + x;
  }

  private void pixel(int x, int y, int step, float[][] smooth, float[] less) {
    int here = y * film.width + x;
    double own = Film.luminance(light, here);
    double deviation = strength * Math.sqrt(blurredVariance(x, y)) + 1e-5;
    double weights = 0;
    double squares = 0;
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int j = -2; j <= 2; j++) {
      for (int i = -2; i <= 2; i++) {
        int there = at(x + i * step, y + j * step);
        if (there < 0 || film.covered[there] == 0) {
          continue;
        }
        double weight = KERNEL[i + 2] * KERNEL[j + 2] * alike(here, there, Math.hypot(i, j) * step);
        weight *= Math.exp(-Math.abs(Film.luminance(light, there) - own) / deviation);
        weights += weight;
        squares += weight * weight * variance[there];
        red += weight * light[0][there];
        green += weight * light[1][there];
        blue += weight * light[2][there];
      }
    }
    double share = weights <= 0 ? 0 : 1 / weights;
    smooth[0][here] = (float) (red * share);
    smooth[1][here] = (float) (green * share);
    smooth[2][here] = (float) (blue * share);
    less[here] = (float) (squares * share * share);
  }

  /** How much two pixels show the same surface, from 0 to 1; those that touch always do a bit. */
  private double alike(int a, int b, double apart) {
    double least = apart < 1.5 ? TOUCHING : 0;
    if (film.material[a] != film.material[b]) {
      return least;
    }
    double cosine = 0;
    for (float[] axis : film.normal) {
      cosine += axis[a] * axis[b];
    }
    double deep = Math.abs(film.distance[a] - film.distance[b]) / (0.02 * apart + 0.01);
    double facing = Math.pow(Math.max(0, Math.min(1, cosine)), FACING);
    return Math.max(least, facing * Math.exp(-deep));
  }
}
