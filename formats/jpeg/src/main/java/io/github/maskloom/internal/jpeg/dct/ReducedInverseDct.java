package io.github.maskloom.internal.jpeg.dct;

import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_541;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_765;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C1_847;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.CONST_BITS;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.PASS1_BITS;

/**
 * Inverse transforms that make 4x4, 2x2 or 1x1 samples of the lowest frequencies of a block: an
 * image at a half, a quarter or an eighth of its size.
 *
 * <p>A transform of so many places and frequencies is exact for what is as smooth as that, and cuts
 * off the rest, so that little of it comes out as something else. That is nearer to scaling the
 * whole image than averages of its samples are, which {@code jidctred.c} of the IJG library makes,
 * and takes fewer coefficients.
 */
public final class ReducedInverseDct {
  private static final int SHIFT1 = CONST_BITS - PASS1_BITS;
  private static final int HALF1 = 1 << (SHIFT1 - 1);
  private static final int SHIFT2 = CONST_BITS + PASS1_BITS + 3;

  /** Half a unit, and the level shift of 128 (A.3.1), before the last shift. */
  private static final int HALF2 = (1 << (SHIFT2 - 1)) + (128 << SHIFT2);

  /** The same where nothing but the factor of 8 is left. */
  private static final int LEVEL = (128 << 3) + 4;

  private ReducedInverseDct() {}

  /** How many places in coding order hold all the frequencies that count for blocks of a side. */
  public static int places(int side) {
    return switch (side) {
      case 1 -> 1;
      case 2 -> 5;
      case 4 -> 25;
      default -> Zigzag.BLOCK;
    };
  }

  /**
   * Transforms a block to 4x4 samples.
   *
   * @param block its dequantized coefficients, row by row, of which four of four rows count; used
   *     up
   * @param last the last place in coding order whose coefficient may not be zero
   * @param at where the first row of samples goes
   * @param stride from one row of samples to the next
   */
  public static void toFour(int[] block, int last, byte[] samples, int at, int stride) {
    if (last == 0) {
      flat(toOne(block[0]), samples, at, stride);
      return;
    }
    // Invariant: the columns before this one are transformed, scaled by 2^PASS1_BITS.
    for (int i = 0; i < 4; i++) {
      int c1 = block[i + 8];
      int c3 = block[i + 24];
      int even0 = ((block[i] + block[i + 16]) << CONST_BITS) + HALF1;
      int even1 = ((block[i] - block[i + 16]) << CONST_BITS) + HALF1;
      int z = (c1 + c3) * C0_541;
      int odd0 = z + c1 * C0_765;
      int odd1 = z - c3 * C1_847;
      block[i] = (even0 + odd0) >> SHIFT1;
      block[i + 24] = (even0 - odd0) >> SHIFT1;
      block[i + 8] = (even1 + odd1) >> SHIFT1;
      block[i + 16] = (even1 - odd1) >> SHIFT1;
    }
    // Invariant: the rows before this one are samples.
    for (int i = 0, to = at; i < 32; i += 8, to += stride) {
      int c1 = block[i + 1];
      int c3 = block[i + 3];
      int even0 = ((block[i] + block[i + 2]) << CONST_BITS) + HALF2;
      int even1 = ((block[i] - block[i + 2]) << CONST_BITS) + HALF2;
      int z = (c1 + c3) * C0_541;
      int odd0 = z + c1 * C0_765;
      int odd1 = z - c3 * C1_847;
      samples[to] = InverseDct.clamp((even0 + odd0) >> SHIFT2);
      samples[to + 1] = InverseDct.clamp((even1 + odd1) >> SHIFT2);
      samples[to + 2] = InverseDct.clamp((even1 - odd1) >> SHIFT2);
      samples[to + 3] = InverseDct.clamp((even0 - odd0) >> SHIFT2);
    }
  }

  private static void flat(byte value, byte[] samples, int at, int stride) {
    for (int row = 0, to = at; row < 4; row++, to += stride) {
      samples[to] = value;
      samples[to + 1] = value;
      samples[to + 2] = value;
      samples[to + 3] = value;
    }
  }

  /** Transforms a block to 2x2 samples; of its coefficients two of two rows count. */
  public static void toTwo(int[] block, byte[] samples, int at, int stride) {
    int upper = block[0] + LEVEL + block[8];
    int lower = block[0] + LEVEL - block[8];
    int upperOdd = block[1] + block[9];
    int lowerOdd = block[1] - block[9];
    samples[at] = InverseDct.clamp((upper + upperOdd) >> 3);
    samples[at + 1] = InverseDct.clamp((upper - upperOdd) >> 3);
    samples[at + stride] = InverseDct.clamp((lower + lowerOdd) >> 3);
    samples[at + stride + 1] = InverseDct.clamp((lower - lowerOdd) >> 3);
  }

  /** Makes one sample of a block's DC coefficient. */
  public static byte toOne(int dc) {
    return InverseDct.clamp((dc + LEVEL) >> 3);
  }
}
