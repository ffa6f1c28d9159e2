package io.github.maskloom.internal.jpeg.dct;

import static io.github.maskloom.internal.jpeg.dct.InverseDct.CONST_BITS;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.PASS1_BITS;

/**
 * Inverse transforms that make 4x4, 2x2 or 1x1 samples of a block's 8x8 coefficients: an image at a
 * half, a quarter or an eighth of its size. Bit for bit the IJG library's ({@code jidctred.c}).
 */
public final class ReducedInverseDct {
  private static final int C0_211 = 1730;
  private static final int C0_509 = 4176;
  private static final int C0_601 = 4926;
  private static final int C0_720 = 5906;
  private static final int C0_850 = 6967;
  private static final int C0_899 = 7373;
  private static final int C1_061 = 8697;
  private static final int C1_272 = 10426;
  private static final int C1_451 = 11893;
  private static final int C2_172 = 17799;
  private static final int C2_562 = 20995;
  private static final int C3_624 = 29692;

  private ReducedInverseDct() {}

  /**
   * Transforms a block to 4x4 samples; the coefficients of row and column 4 do not count.
   *
   * @param block its dequantized coefficients, row by row; used up
   * @param at where the first row of samples goes
   * @param stride from one row of samples to the next
   */
  public static void toFour(int[] block, byte[] samples, int at, int stride) {
    // Invariant: the columns before this one are transformed into rows 0 to 3.
    for (int i = 0; i < 8; i++) {
      if (i != 4) {
        column4(block, i);
      }
    }
    int shift = CONST_BITS + PASS1_BITS + 3 + 1;
    // Invariant: the rows before this one are samples.
    for (int i = 0, to = at; i < 32; i += 8, to += stride) {
      int even0 = block[i] << (CONST_BITS + 1);
      int even2 = block[i + 2] * InverseDct.C1_847 - block[i + 6] * InverseDct.C0_765;
      int odd0 = odd0(block[i + 7], block[i + 5], block[i + 3], block[i + 1]);
      int odd2 = odd2(block[i + 7], block[i + 5], block[i + 3], block[i + 1]);
      samples[to] = sample(even0 + even2 + odd2, shift);
      samples[to + 3] = sample(even0 + even2 - odd2, shift);
      samples[to + 1] = sample(even0 - even2 + odd0, shift);
      samples[to + 2] = sample(even0 - even2 - odd0, shift);
    }
  }

  private static void column4(int[] block, int i) {
    int shift = CONST_BITS - PASS1_BITS + 1;
    int even0 = (block[i] << (CONST_BITS + 1)) + (1 << (shift - 1));
    int even2 = block[i + 16] * InverseDct.C1_847 - block[i + 48] * InverseDct.C0_765;
    int odd0 = odd0(block[i + 56], block[i + 40], block[i + 24], block[i + 8]);
    int odd2 = odd2(block[i + 56], block[i + 40], block[i + 24], block[i + 8]);
    block[i] = (even0 + even2 + odd2) >> shift;
    block[i + 24] = (even0 + even2 - odd2) >> shift;
    block[i + 8] = (even0 - even2 + odd0) >> shift;
    block[i + 16] = (even0 - even2 - odd0) >> shift;
  }

  private static int odd0(int z1, int z2, int z3, int z4) {
    return -z1 * C0_211 + z2 * C1_451 - z3 * C2_172 + z4 * C1_061;
  }

  private static int odd2(int z1, int z2, int z3, int z4) {
    return -z1 * C0_509 - z2 * C0_601 + z3 * C0_899 + z4 * C2_562;
  }

  /** Transforms a block to 2x2 samples; of rows and columns only 0 and the odd ones count. */
  public static void toTwo(int[] block, byte[] samples, int at, int stride) {
    column2(block, 0);
    column2(block, 1);
    column2(block, 3);
    column2(block, 5);
    column2(block, 7);
    int shift = CONST_BITS + PASS1_BITS + 3 + 2;
    for (int row = 0; row < 2; row++) {
      int i = 8 * row;
      int even = block[i] << (CONST_BITS + 2);
      int odd = odd(block[i + 7], block[i + 5], block[i + 3], block[i + 1]);
      samples[at + row * stride] = sample(even + odd, shift);
      samples[at + row * stride + 1] = sample(even - odd, shift);
    }
  }

  private static void column2(int[] block, int i) {
    int shift = CONST_BITS - PASS1_BITS + 2;
    int even = (block[i] << (CONST_BITS + 2)) + (1 << (shift - 1));
    int odd = odd(block[i + 56], block[i + 40], block[i + 24], block[i + 8]);
    block[i] = (even + odd) >> shift;
    block[i + 8] = (even - odd) >> shift;
  }

  private static int odd(int z1, int z2, int z3, int z4) {
    return -z1 * C0_720 + z2 * C0_850 - z3 * C1_272 + z4 * C3_624;
  }

  /** Makes one sample of a block's DC coefficient. */
  public static byte toOne(int dc) {
    return InverseDct.clamp((dc + (128 << 3) + 4) >> 3);
  }

  private static byte sample(int value, int shift) {
    return InverseDct.clamp(((value + (1 << (shift - 1))) >> shift) + 128);
  }
}
