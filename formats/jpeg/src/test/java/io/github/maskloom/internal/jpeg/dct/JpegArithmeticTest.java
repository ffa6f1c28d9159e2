package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegArithmeticTest {

  @Test
  void theZigzagRunsAsTheStandardDrawsIt() {
    assertThat(Arrays.copyOf(Zigzag.toNatural(), 11))
        .containsExactly(0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32);
    assertThat(Zigzag.natural(63)).isEqualTo(63);
    assertThat(Zigzag.toNatural()).doesNotHaveDuplicates();
  }

  @Test
  void quantizingRoundsTiesAwayFromZeroForEveryDivisor() {
    short[] quantized = new short[64];
    for (int divisor = 1; divisor <= 255; divisor++) {
      int[] divisors = new int[64];
      Arrays.fill(divisors, divisor);
      Quantizer quantizer = new Quantizer(divisors);
      for (int value = -9_000; value <= 9_000; value += 1 + (value & 3)) {
        int[] block = new int[64];
        block[63] = value;

        long nonzero = quantizer.quantize(block, quantized);

        int magnitude = (Math.abs(value) + 4 * divisor) / (8 * divisor);
        assertThat(nonzero).isEqualTo(magnitude == 0 ? 0 : 1L << 63);
        if (magnitude > 0) {
          assertThat((int) quantized[63]).isEqualTo(value < 0 ? -magnitude : magnitude);
        }
      }
    }
  }

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
  void everyColourComesBackFromYccButForTwoLevels() {
    byte[] rgb = new byte[3 * 256];
    byte[][] ycc = new byte[3][256];
    byte[] back = new byte[3 * 256];
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      random.nextBytes(rgb);
      YccColor.fromRgb(rgb, 0, ycc[0], 0, ycc[1], 0, ycc[2], 0, 256);
      YccColor.toRgb(ycc[0], 0, ycc[1], 0, ycc[2], 0, back, 0, 256);
      for (int at = 0; at < rgb.length; at++) {
        assertThat(back[at] & 0xFF).isBetween((rgb[at] & 0xFF) - 2, (rgb[at] & 0xFF) + 2);
      }
    }
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
