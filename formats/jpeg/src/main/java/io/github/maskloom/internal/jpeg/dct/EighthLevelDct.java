package io.github.maskloom.internal.jpeg.dct;

import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_298;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_390;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_541;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_765;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C0_899;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C1_175;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C1_501;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C1_847;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C1_961;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C2_053;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C2_562;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.C3_072;
import static io.github.maskloom.internal.jpeg.dct.InverseDct.CONST_BITS;

/**
 * The discrete cosine transform of 8x8 samples and its inverse (ITU-T T.81, A.3.3), on samples in
 * eighths of a level, so that what passes through both is not rounded to levels.
 *
 * <p>The algorithm is Loeffler, Ligtenberg and Moschytz's with 12 multiplications (ICASSP 1989) in
 * integers, as in the IJG library's accurate transform: constants of 13 bits. Samples are not
 * clamped. Blocks are row by row, not in zigzag order. Values too large for 32 bits, which only a
 * damaged file has, wrap.
 */
public final class EighthLevelDct {
  /** What {@link #forward} multiplies coefficients by. */
  public static final int FORWARD_SCALE = 64;

  private static final int SIDE = 8;
  private static final int INVERSE_BITS = 2;

  private EighthLevelDct() {}

  /**
   * Replaces coefficients by samples in eighths of a level, 0 for the middle of the range.
   *
   * @param block 64 coefficients, multiplied by their divisors
   * @param columns which columns have a coefficient that is not zero below their first, bit by bit
   */
  public static void inverse(int[] block, int columns) {
    for (int x = 0; x < SIDE; x++) {
      if ((columns >> x & 1) == 0) {
        int flat = block[x] << INVERSE_BITS;
        for (int at = x; at < 64; at += SIDE) {
          block[at] = flat;
        }
      } else {
        inverse(block, x, SIDE, CONST_BITS - INVERSE_BITS);
      }
    }
    for (int row = 0; row < 64; row += SIDE) {
      inverse(block, row, 1, CONST_BITS + INVERSE_BITS);
    }
  }

  /** Transforms the eight values at {@code at} and every {@code step} behind it. */
  private static void inverse(int[] block, int at, int step, int shift) {
    int in2 = block[at + 2 * step];
    int in6 = block[at + 6 * step];
    int rotated = (in2 + in6) * C0_541;
    int even2 = rotated - in6 * C1_847;
    int even3 = rotated + in2 * C0_765;
    int in0 = block[at];
    int in4 = block[at + 4 * step];
    int round = 1 << (shift - 1);
    int even0 = ((in0 + in4) << CONST_BITS) + round;
    int even1 = ((in0 - in4) << CONST_BITS) + round;
    int sum0 = even0 + even3;
    int sum3 = even0 - even3;
    int sum1 = even1 + even2;
    int sum2 = even1 - even2;

    int odd0 = block[at + 7 * step];
    int odd1 = block[at + 5 * step];
    int odd2 = block[at + 3 * step];
    int odd3 = block[at + step];
    int z5 = (odd0 + odd2 + odd1 + odd3) * C1_175;
    int z1 = (odd0 + odd3) * -C0_899;
    int z2 = (odd1 + odd2) * -C2_562;
    int z3 = (odd0 + odd2) * -C1_961 + z5;
    int z4 = (odd1 + odd3) * -C0_390 + z5;
    odd0 = odd0 * C0_298 + z1 + z3;
    odd1 = odd1 * C2_053 + z2 + z4;
    odd2 = odd2 * C3_072 + z2 + z3;
    odd3 = odd3 * C1_501 + z1 + z4;

    block[at] = (sum0 + odd3) >> shift;
    block[at + 7 * step] = (sum0 - odd3) >> shift;
    block[at + step] = (sum1 + odd2) >> shift;
    block[at + 6 * step] = (sum1 - odd2) >> shift;
    block[at + 2 * step] = (sum2 + odd1) >> shift;
    block[at + 5 * step] = (sum2 - odd1) >> shift;
    block[at + 3 * step] = (sum3 + odd0) >> shift;
    block[at + 4 * step] = (sum3 - odd0) >> shift;
  }

  /**
   * Replaces samples in eighths of a level by {@value #FORWARD_SCALE} times their coefficients.
   *
   * @param block 64 samples from -4096 to 4095
   */
  public static void forward(int[] block) {
    for (int row = 0; row < 64; row += SIDE) {
      forward(block, row, 1);
    }
    for (int x = 0; x < SIDE; x++) {
      forward(block, x, SIDE);
    }
  }

  private static void forward(int[] block, int at, int step) {
    int in0 = block[at];
    int in1 = block[at + step];
    int in2 = block[at + 2 * step];
    int in3 = block[at + 3 * step];
    int in4 = block[at + 4 * step];
    int in5 = block[at + 5 * step];
    int in6 = block[at + 6 * step];
    int in7 = block[at + 7 * step];
    int even0 = in0 + in7 + in3 + in4;
    int even3 = in0 + in7 - in3 - in4;
    int even1 = in1 + in6 + in2 + in5;
    int even2 = in1 + in6 - in2 - in5;
    block[at] = even0 + even1;
    block[at + 4 * step] = even0 - even1;
    int round = 1 << (CONST_BITS - 1);
    int rotated = (even2 + even3) * C0_541 + round;
    block[at + 2 * step] = (rotated + even3 * C0_765) >> CONST_BITS;
    block[at + 6 * step] = (rotated - even2 * C1_847) >> CONST_BITS;

    int odd4 = in3 - in4;
    int odd5 = in2 - in5;
    int odd6 = in1 - in6;
    int odd7 = in0 - in7;
    int z5 = (odd4 + odd6 + odd5 + odd7) * C1_175 + round;
    int z1 = (odd4 + odd7) * -C0_899;
    int z2 = (odd5 + odd6) * -C2_562;
    int z3 = (odd4 + odd6) * -C1_961 + z5;
    int z4 = (odd5 + odd7) * -C0_390 + z5;
    block[at + 7 * step] = (odd4 * C0_298 + z1 + z3) >> CONST_BITS;
    block[at + 5 * step] = (odd5 * C2_053 + z2 + z4) >> CONST_BITS;
    block[at + 3 * step] = (odd6 * C3_072 + z2 + z3) >> CONST_BITS;
    block[at + step] = (odd7 * C1_501 + z1 + z4) >> CONST_BITS;
  }
}
