package io.github.maskloom.internal.jpeg.dct;

/**
 * Divides coefficients by a quantization table and rounds (ITU-T T.81, A.3.4), ties away from zero,
 * as the IJG library does ({@code jcdctmgr.c}).
 */
public final class Quantizer {
  /** A product with a reciprocal of this many bits is exact below 2^16 for divisors below 2^11. */
  private static final int RECIPROCAL_BITS = 30;

  /** The example table K.1, row by row. */
  private static final byte[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  /** K.2, row by row, as far as it differs from 99. */
  private static final byte[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66
  };

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
   * The divisors of an example table of annex K in coding order, scaled for a quality and held to 1
   * to 255 ({@code jpeg_set_quality}).
   *
   * @param slot 0 for luma, 1 for chroma
   * @param quality 1 to 100
   */
  public static int[] divisors(int slot, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] divisors = new int[Zigzag.BLOCK];
    for (int k = 0; k < divisors.length; k++) {
      int place = Zigzag.natural(k);
      int example = slot == 0 ? LUMA[place] : place < CHROMA.length ? CHROMA[place] : 99;
      divisors[k] = Math.max(1, Math.min(255, (example * percent + 50) / 100));
    }
    return divisors;
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

  /** Which coefficients do not become zero. A branch could not be predicted. */
  private long nonzero(int[] block) {
    long nonzero = 0;
    for (int k = 0; k < Zigzag.BLOCK; k++) {
      int below = largestZeros[k] - Math.abs(block[natural[k]]);
      nonzero |= (long) (below >>> 31) << k;
    }
    return nonzero;
  }
}
