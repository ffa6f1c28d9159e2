package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.block.EighthLevelDct;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import java.util.Arrays;

/** The divisors of a component (ITU-T T.81, A.3.4), and the way from and to coefficients. */
final class BlockQuantizer {
  private static final int INVERSE_BITS = 42;

  /** By coefficient in zigzag order. */
  private final int[] divisors;

  /** By coefficient: half of what a transformed coefficient is divided by, and its inverse. */
  private final int[] halves;

  private final long[] inverses;

  BlockQuantizer(int[] divisors) {
    this.divisors = divisors.clone();
    halves = new int[divisors.length];
    inverses = new long[divisors.length];
    for (int k = 0; k < divisors.length; k++) {
      long scaled = (long) EighthLevelDct.FORWARD_SCALE * divisors[k];
      halves[k] = (int) (scaled / 2);
      inverses[k] = (1L << INVERSE_BITS) / scaled + 1;
    }
  }

  int divisor(int k) {
    return divisors[k];
  }

  /** Divides a transformed coefficient and rounds it. */
  int quantized(int transformed, int k) {
    int sign = transformed >> 31;
    long magnitude = (long) (transformed ^ sign) - sign + halves[k];
    return ((int) ((magnitude * inverses[k]) >>> INVERSE_BITS) ^ sign) - sign;
  }

  /** Decodes a block to samples in eighths of a level. */
  void samples(short[] coefficients, int base, long nonzero, int[] samples) {
    Arrays.fill(samples, 0);
    samples[0] = coefficients[base] * divisors[0];
    int columns = 0;
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int place = Zigzag.natural(k);
      samples[place] = coefficients[base + k] * divisors[k];
      columns |= place < 8 ? 0 : 1 << (place & 7);
    }
    EighthLevelDct.inverse(samples, columns);
  }
}
