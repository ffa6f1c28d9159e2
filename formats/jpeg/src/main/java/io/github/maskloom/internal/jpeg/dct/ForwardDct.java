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
import static io.github.maskloom.internal.jpeg.dct.InverseDct.PASS1_BITS;

/**
 * The forward cosine transform of 8x8 blocks (ITU-T T.81, A.3.3), bit for bit the IJG library's
 * {@code jpeg_fdct_islow}.
 */
public final class ForwardDct {
  private static final int SHIFT1 = CONST_BITS - PASS1_BITS;
  private static final int HALF1 = 1 << (SHIFT1 - 1);
  private static final int SHIFT2 = CONST_BITS + PASS1_BITS;
  private static final int HALF2 = 1 << (SHIFT2 - 1);
  private static final int HALF_PASS1 = 1 << (PASS1_BITS - 1);

  private ForwardDct() {}

  /**
   * Transforms a block.
   *
   * @param samples holds eight rows of eight samples
   * @param at where the first row begins
   * @param stride from one row to the next
   * @param block takes the coefficients times 8, row by row
   */
  public static void transform(byte[] samples, int at, int stride, int[] block) {
    // Invariant: the rows before this one are transformed, scaled by 2^PASS1_BITS.
    for (int i = 0, from = at; i < 64; i += 8, from += stride) {
      int s0 = samples[from] & 0xFF;
      int s1 = samples[from + 1] & 0xFF;
      int s2 = samples[from + 2] & 0xFF;
      int s3 = samples[from + 3] & 0xFF;
      int s4 = samples[from + 4] & 0xFF;
      int s5 = samples[from + 5] & 0xFF;
      int s6 = samples[from + 6] & 0xFF;
      int s7 = samples[from + 7] & 0xFF;
      int sum03 = s0 + s7 + s3 + s4;
      int difference03 = s0 + s7 - s3 - s4;
      int sum12 = s1 + s6 + s2 + s5;
      int difference12 = s1 + s6 - s2 - s5;
      block[i] = (sum03 + sum12 - 8 * 128) << PASS1_BITS;
      block[i + 4] = (sum03 - sum12) << PASS1_BITS;
      int z1 = (difference12 + difference03) * C0_541 + HALF1;
      block[i + 2] = (z1 + difference03 * C0_765) >> SHIFT1;
      block[i + 6] = (z1 - difference12 * C1_847) >> SHIFT1;
      int t4 = s3 - s4;
      int t5 = s2 - s5;
      int t6 = s1 - s6;
      int t7 = s0 - s7;
      int z5 = (t4 + t6 + t5 + t7) * C1_175 + HALF1;
      z1 = (t4 + t7) * -C0_899;
      int z2 = (t5 + t6) * -C2_562;
      int z3 = (t4 + t6) * -C1_961 + z5;
      int z4 = (t5 + t7) * -C0_390 + z5;
      block[i + 7] = (t4 * C0_298 + z1 + z3) >> SHIFT1;
      block[i + 5] = (t5 * C2_053 + z2 + z4) >> SHIFT1;
      block[i + 3] = (t6 * C3_072 + z2 + z3) >> SHIFT1;
      block[i + 1] = (t7 * C1_501 + z1 + z4) >> SHIFT1;
    }
    // Invariant: the columns before this one are transformed.
    for (int i = 0; i < 8; i++) {
      int s0 = block[i];
      int s1 = block[i + 8];
      int s2 = block[i + 16];
      int s3 = block[i + 24];
      int s4 = block[i + 32];
      int s5 = block[i + 40];
      int s6 = block[i + 48];
      int s7 = block[i + 56];
      int sum03 = s0 + s7 + s3 + s4 + HALF_PASS1;
      int difference03 = s0 + s7 - s3 - s4;
      int sum12 = s1 + s6 + s2 + s5;
      int difference12 = s1 + s6 - s2 - s5;
      block[i] = (sum03 + sum12) >> PASS1_BITS;
      block[i + 32] = (sum03 - sum12) >> PASS1_BITS;
      int z1 = (difference12 + difference03) * C0_541 + HALF2;
      block[i + 16] = (z1 + difference03 * C0_765) >> SHIFT2;
      block[i + 48] = (z1 - difference12 * C1_847) >> SHIFT2;
      int t4 = s3 - s4;
      int t5 = s2 - s5;
      int t6 = s1 - s6;
      int t7 = s0 - s7;
      int z5 = (t4 + t6 + t5 + t7) * C1_175 + HALF2;
      z1 = (t4 + t7) * -C0_899;
      int z2 = (t5 + t6) * -C2_562;
      int z3 = (t4 + t6) * -C1_961 + z5;
      int z4 = (t5 + t7) * -C0_390 + z5;
      block[i + 56] = (t4 * C0_298 + z1 + z3) >> SHIFT2;
      block[i + 40] = (t5 * C2_053 + z2 + z4) >> SHIFT2;
      block[i + 24] = (t6 * C3_072 + z2 + z3) >> SHIFT2;
      block[i + 8] = (t7 * C1_501 + z1 + z4) >> SHIFT2;
    }
  }
}
