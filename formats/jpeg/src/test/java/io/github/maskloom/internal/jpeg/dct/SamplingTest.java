package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingTest {
  @Test
  void doublingRowsOfAnyWidthFollowsTheTriangle() {
    Random random = new Random(4);
    for (int width = 1; width <= 60; width++) {
      byte[] from = new byte[2 * width];
      random.nextBytes(from);
      byte[] doubled = new byte[2 * width];

      Sampling.double2(from, 0, width, width, doubled);

      for (int x = 0; x < width; x++) {
        int here = 3 * sum(from, width, x);
        int left = (here + sum(from, width, Math.max(0, x - 1)) + 8) >> 4;
        int right = (here + sum(from, width, Math.min(width - 1, x + 1)) + 7) >> 4;
        assertThat(doubled[2 * x]).as("width %s, sample %s", width, x).isEqualTo((byte) left);
        assertThat(doubled[2 * x + 1]).isEqualTo((byte) right);
      }
    }
  }

  private static int sum(byte[] from, int width, int x) {
    return 3 * (from[x] & 0xFF) + (from[width + x] & 0xFF);
  }

  @Test
  void averagesRoundDownAndUpInTurn() {
    byte[] from = {1, 2, 1, 2, 3, 3, 0, 1};
    byte[] halves = new byte[4];
    byte[] quarters = new byte[2];
    Sampling.halve(from, 0, halves, 0, 4);
    Sampling.quarter(from, 0, 4, quarters, 0, 2);

    assertThat(halves).containsExactly(1, 2, 3, 1);
    assertThat(quarters).containsExactly((1 + 2 + 3 + 3 + 1) >> 2, (1 + 2 + 0 + 1 + 2) >> 2);
  }
}
