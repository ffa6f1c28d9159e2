package io.github.maskloom.internal.align;

import java.util.Arrays;

/**
 * The edges of a photo and of an answer at one size: gradients, of which strong ones have a length
 * of nearly 1, and those of noise hardly any. The first array of two is across, the second down.
 */
final class GradientLevel {
  /** A gradient of so many medians comes out with a length of 0.7. */
  private static final float MEDIANS = 4;

  private static final float LEAST = 1;
  private static final int BINS_PER_LEVEL = 64;

  final LumaPair pair;
  final float[][] photo;
  final float[][] answer;

  /** Of a pair, which is used up. */
  GradientLevel(LumaPair pair) {
    this.pair = pair;
    photo = gradients(pair.photo);
    answer = gradients(pair.answer);
  }

  private float[][] gradients(float[] luma) {
    float[] buffer = new float[luma.length];
    int width = pair.width;
    // Without the blur, noise of a wall has gradients too.
    blur(luma, buffer, 1);
    blur(buffer, luma, width);
    Arrays.fill(buffer, 0);
    float[][] to = {buffer, new float[luma.length]};
    for (int y = 1; y < pair.height - 1; y++) {
      for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
        to[0][i] = luma[i + 1] - luma[i - 1];
        to[1][i] = luma[i + width] - luma[i - width];
      }
    }
    normalize(to[0], to[1]);
    return to;
  }

  /** By 1 4 6 4 1 between pixels that lie a step apart; the last one stands for those that lack. */
  private void blur(float[] from, float[] to, int step) {
    int size = step == 1 ? pair.width : pair.height;
    for (int i = 0; i < from.length; i++) {
      int before = i / step % size;
      int behind = size - 1 - before;
      float near = from[i - Math.min(before, 1) * step] + from[i + Math.min(behind, 1) * step];
      float far = from[i - Math.min(before, 2) * step] + from[i + Math.min(behind, 2) * step];
      to[i] = (far + 4 * near + 6 * from[i]) / 16;
    }
  }

  private void normalize(float[] across, float[] down) {
    float floor = Math.max(LEAST, MEDIANS * median(across, down));
    for (int i = 0; i < across.length; i++) {
      float square = across[i] * across[i] + down[i] * down[i] + floor * floor;
      float length = (float) Math.sqrt(square);
      across[i] /= length;
      down[i] /= length;
    }
  }

  private float median(float[] across, float[] down) {
    int[] bins = new int[512 * BINS_PER_LEVEL];
    int count = 0;
    for (int i = 0; i < across.length; i++) {
      if (pair.counted[i]) {
        double length = Math.sqrt(across[i] * across[i] + down[i] * down[i]);
        bins[(int) (length * BINS_PER_LEVEL)]++;
        count++;
      }
    }
    int bin = 0;
    for (int below = bins[0]; below < (count + 1) / 2; below += bins[bin]) {
      bin++;
    }
    return (float) bin / BINS_PER_LEVEL;
  }

  /** Whether the answer has pixels around a place, and those around them. */
  boolean isInside(double x, double y) {
    return x >= 2 && y >= 2 && x < pair.width - 3 && y < pair.height - 3;
  }

  /** What lies between four pixels. */
  float at(float[] gradients, double x, double y) {
    int i = ((int) y) * pair.width + (int) x;
    float right = (float) (x - (int) x);
    float above = gradients[i] + right * (gradients[i + 1] - gradients[i]);
    float left = gradients[i + pair.width];
    float below = left + right * (gradients[i + pair.width + 1] - left);
    return above + (float) (y - (int) y) * (below - above);
  }

  /** How gradients change around a place, across and down. */
  double[] slopes(float[] gradients, double x, double y) {
    return new double[] {
      (at(gradients, x + 1, y) - at(gradients, x - 1, y)) / 2,
      (at(gradients, x, y + 1) - at(gradients, x, y - 1)) / 2
    };
  }
}
