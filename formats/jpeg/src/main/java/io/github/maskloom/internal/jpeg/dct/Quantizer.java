package io.github.maskloom.internal.jpeg.dct;

/**
 * Divides coefficients by a quantization table and rounds (ITU-T T.81, A.3.4), ties away from zero,
 * as the IJG library does ({@code jcdctmgr.c}).
 */
public final class Quantizer {
  /** A product with a reciprocal of this many bits is exact below 2^16 for divisors below 2^11. */
  private static final int RECIPROCAL_BITS = 30;

  private final int[] halves = new int[Zigzag.BLOCK];

  /** By place: the largest magnitude that becomes zero. */
  private final int[] largestZeros = new int[Zigzag.BLOCK];

  private final int[] reciprocals = new int[Zigzag.BLOCK];
  private final byte[] natural = Zigzag.toNatural();

  /**
   * A quantizer of the coefficients that {@link ForwardDct} makes.
   *
   * @param divisors 1 to 255, in coding order
   */
  public Quantizer(int[] divisors) {
    for (int k = 0; k < Zigzag.BLOCK; k++) {
      int divisor = divisors[k] << 3; // The transform leaves a factor of 8.
      halves[k] = divisor >> 1;
      largestZeros[k] = divisor - halves[k] - 1;
      reciprocals[k] = (1 << RECIPROCAL_BITS) / divisor + 1;
    }
  }

  /**
   * Quantizes a block.
   *
   * @param block coefficients times 8, row by row
   * @param quantized takes them in coding order; those that are zero are not written
   * @return which are not zero: the coefficient at place {@code k} in bit {@code k}
   */
  public long quantize(int[] block, short[] quantized) {
    long nonzero = nonzero(block);
    // Invariant: left are the coefficients that are neither zero nor quantized.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int value = block[natural[k]];
      int sign = value >> 31;
      int magnitude = (value ^ sign) - sign;
      long product = (long) (magnitude + halves[k]) * reciprocals[k];
      int quotient = (int) (product >>> RECIPROCAL_BITS);
      quantized[k] = (short) ((quotient ^ sign) - sign);
    }
    return nonzero;
  }

  /** Which coefficients do not become zero; without a branch, as none could be foretold. */
  private long nonzero(int[] block) {
    long nonzero = 0;
    for (int k = 0; k < Zigzag.BLOCK; k++) {
      int below = largestZeros[k] - Math.abs(block[natural[k]]);
      nonzero |= (long) (below >>> 31) << k;
    }
    return nonzero;
  }
}
