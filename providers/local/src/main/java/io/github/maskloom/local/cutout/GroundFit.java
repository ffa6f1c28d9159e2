package io.github.maskloom.local.cutout;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A ground without its shadows: the smooth surface, of second degree for each color, that goes
 * through what is seen of it far from the furniture.
 */
final class GroundFit {
  private static final int TERMS = 6;
  private static final int COLORS = 3;

  /** The share of a side that counts as far from the furniture. */
  private static final double RIM_SHARE = 0.1;

  private static final int ROUNDS = 6;
  private static final int DARKER = 1;

  private final Thumbnail image;
  private final double[][] matrix = new double[TERMS][TERMS + COLORS];
  private final double[] terms = new double[TERMS];

  private GroundFit(Thumbnail image) {
    this.image = image;
  }

  /** The surface of what an outline has as ground so far; empty if it is not one smooth surface. */
  static Optional<GroundFit> of(Outline outline) {
    GroundFit fit = new GroundFit(outline.image);
    boolean solved = fit.solve(outline.outside, at -> true);
    for (int round = 0; solved && round < ROUNDS; round++) {
      GroundFit last = fit;
      fit = new GroundFit(outline.image);
      solved = fit.solve(outline.outside, at -> !last.isDarker(at));
    }
    return solved && fit.off(outline.outside) <= outline.noise
        ? Optional.of(fit)
        : Optional.empty();
  }

  /** Whether a pixel may lie in a shadow that reaches as far. */
  private boolean isDarker(int at) {
    int ground = GroundColor.rgb(color(at));
    return Thumbnail.luma(image.argb()[at]) < Thumbnail.luma(ground) - DARKER;
  }

  private boolean solve(boolean[] outside, IntPredicate counts) {
    for (int at = 0; at < outside.length; at++) {
      if (outside[at] && isRim(at) && counts.test(at)) {
        add(at);
      }
    }
    return solve();
  }

  private boolean isRim(int at) {
    double x = (double) (at % image.width()) / image.width();
    int row = at / image.width();
    double y = (double) row / image.height();
    return Math.min(Math.min(x, 1 - x), Math.min(y, 1 - y)) < RIM_SHARE;
  }

  private void setTerms(int at) {
    double x = 2.0 * (at % image.width()) / image.width() - 1;
    int row = at / image.width();
    double y = 2.0 * row / image.height() - 1;
    terms[0] = 1;
    terms[1] = x;
    terms[2] = y;
    terms[3] = x * x;
    terms[4] = x * y;
    terms[5] = y * y;
  }

  private void add(int at) {
    setTerms(at);
    for (int row = 0; row < TERMS; row++) {
      for (int column = 0; column < TERMS; column++) {
        matrix[row][column] += terms[row] * terms[column];
      }
      for (int band = 0; band < COLORS; band++) {
        matrix[row][TERMS + band] += terms[row] * (image.argb()[at] >> (16 - 8 * band) & 0xFF);
      }
    }
  }

  /** Gauss and Jordan; returns whether there is one solution. */
  private boolean solve() {
    for (int pivot = 0; pivot < TERMS; pivot++) {
      int best = pivot;
      for (int row = pivot + 1; row < TERMS; row++) {
        best = Math.abs(matrix[row][pivot]) > Math.abs(matrix[best][pivot]) ? row : best;
      }
      double[] swapped = matrix[pivot];
      matrix[pivot] = matrix[best];
      matrix[best] = swapped;
      if (Math.abs(matrix[pivot][pivot]) < 1e-6) {
        return false;
      }
      eliminate(pivot);
    }
    return true;
  }

  private void eliminate(int pivot) {
    for (int row = 0; row < TERMS; row++) {
      double factor = row == pivot ? 0 : matrix[row][pivot] / matrix[pivot][pivot];
      for (int column = pivot; column < TERMS + COLORS && row != pivot; column++) {
        matrix[row][column] -= factor * matrix[pivot][column];
      }
    }
  }

  /** The mean of the largest difference of a sample far from the furniture. */
  private double off(boolean[] outside) {
    return IntStream.range(0, outside.length)
        .filter(at -> outside[at] && isRim(at) && !isDarker(at))
        .map(at -> Thumbnail.distance(image.argb()[at], GroundColor.rgb(color(at))))
        .average()
        .orElse(0);
  }

  /** The ground's color at a pixel, see {@link GroundColor}. */
  int color(int at) {
    setTerms(at);
    int rgb = 0;
    for (int band = 0; band < COLORS; band++) {
      double sample = 0;
      for (int term = 0; term < TERMS; term++) {
        sample += terms[term] * matrix[term][TERMS + band] / matrix[term][term];
      }
      rgb = rgb << 8 | (int) Math.max(0, Math.min(255, Math.round(sample)));
    }
    return GroundColor.of(rgb);
  }
}
