package io.github.maskloom.internal.jpeg.dct;

/**
 * The inverse cosine transform of 8x8 blocks (ITU-T T.81, A.3.3), bit for bit the IJG library's
 * {@code jpeg_idct_islow}: Loeffler, Ligtenberg and Moschytz's algorithm in 13-bit fixed point.
 *
 * <p>What is beyond the range of a sample is clamped.
 */
public final class InverseDct {
  static final int CONST_BITS = 13;
  static final int PASS1_BITS = 2;

  static final int C0_298 = 2446;
  static final int C0_390 = 3196;
  static final int C0_541 = 4433;
  static final int C0_765 = 6270;
  static final int C0_899 = 7373;
  static final int C1_175 = 9633;
  static final int C1_501 = 12299;
  static final int C1_847 = 15137;
  static final int C1_961 = 16069;
  static final int C2_053 = 16819;
  static final int C2_562 = 20995;
  static final int C3_072 = 25172;

  private static final int SHIFT1 = CONST_BITS - PASS1_BITS;
  private static final int HALF1 = 1 << (SHIFT1 - 1);
  private static final int SHIFT2 = CONST_BITS + PASS1_BITS + 3;

  /** Half a unit, and the level shift of 128 (A.3.1), before the last shift. */
  private static final int HALF2 = (1 << (SHIFT2 - 1)) + (128 << SHIFT2);

  /** The last place in coding order with all places up to it in the first four rows, columns. */
  private static final int LAST_OF_CORNER = 9;

  private static final int CLAMP_MASK = (1 << 12) - 1;
  private static final byte[] CLAMPED = clamped();

  private InverseDct() {}

  /**
   * Transforms a block.
   *
   * @param block its dequantized coefficients, row by row; used up
   * @param last the last place in coding order whose coefficient may not be zero
   * @param samples takes eight rows of eight samples
   * @param at where the first row goes
   * @param stride from one row to the next
   */
  public static void transform(int[] block, int last, byte[] samples, int at, int stride) {
    if (last == 0) {
      Reduced.fill(8, Reduced.toOne(block[0]), samples, at, stride);
    } else if (last <= LAST_OF_CORNER) {
      corner(block, samples, at, stride);
    } else {
      whole(block, samples, at, stride);
    }
  }

  private static void whole(int[] block, byte[] samples, int at, int stride) {
    // Invariant: the columns before this one are transformed, scaled by 2^PASS1_BITS.
    for (int i = 0; i < 8; i++) {
      int t3 = block[i + 8];
      int z2 = block[i + 16];
      int t2 = block[i + 24];
      int in4 = block[i + 32];
      int t1 = block[i + 40];
      int z3 = block[i + 48];
      int t0 = block[i + 56];
      if ((t3 | z2 | t2 | in4 | t1 | z3 | t0) == 0) {
        int dc = block[i] << PASS1_BITS;
        block[i + 8] = dc;
        block[i + 16] = dc;
        block[i + 24] = dc;
        block[i + 32] = dc;
        block[i + 40] = dc;
        block[i + 48] = dc;
        block[i + 56] = dc;
        block[i] = dc;
        continue;
      }
      int z1 = (z2 + z3) * C0_541;
      int even2 = z1 - z3 * C1_847;
      int even3 = z1 + z2 * C0_765;
      int even0 = ((block[i] + in4) << CONST_BITS) + HALF1;
      int even1 = ((block[i] - in4) << CONST_BITS) + HALF1;
      int sum0 = even0 + even3;
      int sum3 = even0 - even3;
      int sum1 = even1 + even2;
      int sum2 = even1 - even2;
      int z5 = (t0 + t2 + t1 + t3) * C1_175;
      int y1 = (t0 + t3) * -C0_899;
      int y2 = (t1 + t2) * -C2_562;
      int y3 = (t0 + t2) * -C1_961 + z5;
      int y4 = (t1 + t3) * -C0_390 + z5;
      t0 = t0 * C0_298 + y1 + y3;
      t1 = t1 * C2_053 + y2 + y4;
      t2 = t2 * C3_072 + y2 + y3;
      t3 = t3 * C1_501 + y1 + y4;
      block[i] = (sum0 + t3) >> SHIFT1;
      block[i + 56] = (sum0 - t3) >> SHIFT1;
      block[i + 8] = (sum1 + t2) >> SHIFT1;
      block[i + 48] = (sum1 - t2) >> SHIFT1;
      block[i + 16] = (sum2 + t1) >> SHIFT1;
      block[i + 40] = (sum2 - t1) >> SHIFT1;
      block[i + 24] = (sum3 + t0) >> SHIFT1;
      block[i + 32] = (sum3 - t0) >> SHIFT1;
    }
    // Invariant: the rows before this one are samples; its own is samples[to, to + 8).
    for (int i = 0, to = at; i < 64; i += 8, to += stride) {
      int t3 = block[i + 1];
      int z2 = block[i + 2];
      int t2 = block[i + 3];
      int in4 = block[i + 4];
      int t1 = block[i + 5];
      int z3 = block[i + 6];
      int t0 = block[i + 7];
      int z1 = (z2 + z3) * C0_541;
      int even2 = z1 - z3 * C1_847;
      int even3 = z1 + z2 * C0_765;
      int even0 = ((block[i] + in4) << CONST_BITS) + HALF2;
      int even1 = ((block[i] - in4) << CONST_BITS) + HALF2;
      int sum0 = even0 + even3;
      int sum3 = even0 - even3;
      int sum1 = even1 + even2;
      int sum2 = even1 - even2;
      int z5 = (t0 + t2 + t1 + t3) * C1_175;
      int y1 = (t0 + t3) * -C0_899;
      int y2 = (t1 + t2) * -C2_562;
      int y3 = (t0 + t2) * -C1_961 + z5;
      int y4 = (t1 + t3) * -C0_390 + z5;
      t0 = t0 * C0_298 + y1 + y3;
      t1 = t1 * C2_053 + y2 + y4;
      t2 = t2 * C3_072 + y2 + y3;
      t3 = t3 * C1_501 + y1 + y4;
      samples[to] = clamp((sum0 + t3) >> SHIFT2);
      samples[to + 1] = clamp((sum1 + t2) >> SHIFT2);
      samples[to + 2] = clamp((sum2 + t1) >> SHIFT2);
      samples[to + 3] = clamp((sum3 + t0) >> SHIFT2);
      samples[to + 4] = clamp((sum3 - t0) >> SHIFT2);
      samples[to + 5] = clamp((sum2 - t1) >> SHIFT2);
      samples[to + 6] = clamp((sum1 - t2) >> SHIFT2);
      samples[to + 7] = clamp((sum0 - t3) >> SHIFT2);
    }
  }

  /** The same where only the first four rows and columns are not zero, which is most blocks. */
  private static void corner(int[] block, byte[] samples, int at, int stride) {
    // Invariant: the columns before this one are transformed, scaled by 2^PASS1_BITS.
    for (int i = 0; i < 4; i++) {
      int t3 = block[i + 8];
      int z2 = block[i + 16];
      int t2 = block[i + 24];
      int even0 = (block[i] << CONST_BITS) + HALF1;
      int even2 = z2 * C0_541;
      int even3 = z2 * (C0_541 + C0_765);
      int sum0 = even0 + even3;
      int sum3 = even0 - even3;
      int sum1 = even0 + even2;
      int sum2 = even0 - even2;
      int z5 = (t2 + t3) * C1_175;
      int y3 = z5 - t2 * C1_961;
      int y4 = z5 - t3 * C0_390;
      int o0 = y3 - t3 * C0_899;
      int o1 = y4 - t2 * C2_562;
      int o2 = t2 * (C3_072 - C2_562) + y3;
      int o3 = t3 * (C1_501 - C0_899) + y4;
      block[i] = (sum0 + o3) >> SHIFT1;
      block[i + 56] = (sum0 - o3) >> SHIFT1;
      block[i + 8] = (sum1 + o2) >> SHIFT1;
      block[i + 48] = (sum1 - o2) >> SHIFT1;
      block[i + 16] = (sum2 + o1) >> SHIFT1;
      block[i + 40] = (sum2 - o1) >> SHIFT1;
      block[i + 24] = (sum3 + o0) >> SHIFT1;
      block[i + 32] = (sum3 - o0) >> SHIFT1;
    }
    // Invariant: the rows before this one are samples; its own is samples[to, to + 8).
    for (int i = 0, to = at; i < 64; i += 8, to += stride) {
      int t3 = block[i + 1];
      int z2 = block[i + 2];
      int t2 = block[i + 3];
      int even0 = (block[i] << CONST_BITS) + HALF2;
      int even2 = z2 * C0_541;
      int even3 = z2 * (C0_541 + C0_765);
      int sum0 = even0 + even3;
      int sum3 = even0 - even3;
      int sum1 = even0 + even2;
      int sum2 = even0 - even2;
      int z5 = (t2 + t3) * C1_175;
      int y3 = z5 - t2 * C1_961;
      int y4 = z5 - t3 * C0_390;
      int o0 = y3 - t3 * C0_899;
      int o1 = y4 - t2 * C2_562;
      int o2 = t2 * (C3_072 - C2_562) + y3;
      int o3 = t3 * (C1_501 - C0_899) + y4;
      samples[to] = clamp((sum0 + o3) >> SHIFT2);
      samples[to + 1] = clamp((sum1 + o2) >> SHIFT2);
      samples[to + 2] = clamp((sum2 + o1) >> SHIFT2);
      samples[to + 3] = clamp((sum3 + o0) >> SHIFT2);
      samples[to + 4] = clamp((sum3 - o0) >> SHIFT2);
      samples[to + 5] = clamp((sum2 - o1) >> SHIFT2);
      samples[to + 6] = clamp((sum1 - o2) >> SHIFT2);
      samples[to + 7] = clamp((sum0 - o3) >> SHIFT2);
    }
  }

  /** The nearest sample to a value from -2048 to 2047, which those of an encoder's blocks are. */
  static byte clamp(int value) {
    return CLAMPED[value & CLAMP_MASK];
  }

  private static byte[] clamped() {
    byte[] clamped = new byte[CLAMP_MASK + 1];
    for (int value = 0; value <= CLAMP_MASK / 2; value++) {
      clamped[value] = (byte) Math.min(value, 255);
    }
    return clamped;
  }

  /**
   * Inverse transforms that make 1x1 to 7x7 samples of the lowest frequencies of a block: an image
   * at so many eighths of its size.
   *
   * <p>A transform of a few places and frequencies is exact for what is as smooth as that, and cuts
   * off the rest, so that little of it comes out as something else. That is nearer to scaling the
   * whole image than averages of its samples are, which {@code jidctred.c} of the IJG library
   * makes, and takes fewer coefficients.
   */
  public static final class Reduced {
    private static final int C0_315 = 2578;
    private static final int C0_366 = 2998;
    private static final int C0_437 = 3580;
    private static final int C0_614 = 5027;
    private static final int C0_707 = 5793;
    private static final int C0_831 = 6810;
    private static final int C0_882 = 7223;
    private static final int C1_106 = 9058;
    private static final int C1_144 = 9373;
    private static final int C1_225 = 10_033;
    private static final int C1_274 = 10_438;
    private static final int C1_345 = 11_018;
    private static final int C1_379 = 11_295;
    private static final int C1_414 = 11_585;

    /** Half a unit, and the level shift, where nothing but the factor of 8 is left. */
    private static final int LEVEL = (128 << 3) + 4;

    private Reduced() {}

    /** How many places in coding order hold all the frequencies that count for blocks of a side. */
    public static int places(int side) {
      int k = 0;
      while (Zigzag.natural(k) != 9 * (side - 1)) {
        k++;
      }
      return k + 1;
    }

    /**
     * Transforms a block to 3x3, 5x5, 6x6 or 7x7 samples.
     *
     * @param block its dequantized coefficients, row by row; used up
     * @param last the last place in coding order whose coefficient may not be zero
     * @param at where the first row of samples goes
     * @param stride from one row of samples to the next
     */
    public static void to(int side, int[] block, int last, byte[] samples, int at, int stride) {
      if (last == 0) {
        fill(side, toOne(block[0]), samples, at, stride);
        return;
      }
      int columns = last <= LAST_OF_CORNER ? Math.min(4, side) : side;
      for (int i = 0; i < columns; i++) {
        transform(side, block, i, 8, HALF1, SHIFT1);
      }
      for (int row = 0; row < side; row++) {
        transform(side, block, 8 * row, 1, HALF2, 0);
        store(block, 8 * row, side, samples, at + row * stride);
      }
    }

    /** Not a loop, as it would be too short for the JIT compiler to make a good one. */
    private static void store(int[] block, int from, int side, byte[] samples, int to) {
      samples[to] = clamp(block[from] >> SHIFT2);
      samples[to + 1] = clamp(block[from + 1] >> SHIFT2);
      samples[to + 2] = clamp(block[from + 2] >> SHIFT2);
      if (side >= 5) {
        samples[to + 3] = clamp(block[from + 3] >> SHIFT2);
        samples[to + 4] = clamp(block[from + 4] >> SHIFT2);
      }
      if (side >= 6) {
        samples[to + 5] = clamp(block[from + 5] >> SHIFT2);
      }
      if (side == 7) {
        samples[to + 6] = clamp(block[from + 6] >> SHIFT2);
      }
    }

    private static void fill(int side, byte value, byte[] samples, int at, int stride) {
      for (int row = 0, to = at; row < side; row++, to += stride) {
        for (int x = 0; x < side; x++) {
          samples[to + x] = value;
        }
      }
    }

    /** Transforms a column, which is scaled by 2^PASS1_BITS then, or a row. */
    private static void transform(int side, int[] block, int at, int step, int round, int shift) {
      switch (side) {
        case 3 -> three(block, at, step, round, shift);
        case 5 -> five(block, at, step, round, shift);
        case 6 -> six(block, at, step, round, shift);
        default -> seven(block, at, step, round, shift);
      }
    }

    // Sample n of N is the sum of coefficient 0 and of those at k times sqrt(2) cos((2n + 1) k pi /
    // 2N). The even ones are the same for sample N - 1 - n, and the odd ones their negative.

    private static void three(int[] block, int at, int step, int round, int shift) {
      int dc = (block[at] << CONST_BITS) + round;
      int c2 = block[at + 2 * step];
      int even0 = dc + c2 * C0_707;
      int odd0 = block[at + step] * C1_225;
      block[at] = (even0 + odd0) >> shift;
      block[at + step] = (dc - c2 * C1_414) >> shift;
      block[at + 2 * step] = (even0 - odd0) >> shift;
    }

    private static void five(int[] block, int at, int step, int round, int shift) {
      int dc = (block[at] << CONST_BITS) + round;
      int c1 = block[at + step];
      int c2 = block[at + 2 * step];
      int c3 = block[at + 3 * step];
      int c4 = block[at + 4 * step];
      int even0 = dc + c2 * C1_144 + c4 * C0_437;
      int even1 = dc - c2 * C0_437 - c4 * C1_144;
      int odd0 = c1 * C1_345 + c3 * C0_831;
      int odd1 = c1 * C0_831 - c3 * C1_345;
      block[at] = (even0 + odd0) >> shift;
      block[at + step] = (even1 + odd1) >> shift;
      block[at + 2 * step] = (dc + (c4 - c2) * C1_414) >> shift;
      block[at + 3 * step] = (even1 - odd1) >> shift;
      block[at + 4 * step] = (even0 - odd0) >> shift;
    }

    private static void six(int[] block, int at, int step, int round, int shift) {
      int dc = (block[at] << CONST_BITS) + round;
      int c1 = block[at + step];
      int c3 = block[at + 3 * step];
      int c5 = block[at + 5 * step];
      int c4 = block[at + 4 * step];
      int even1 = dc - c4 * C1_414;
      int sum = dc + c4 * C0_707;
      int even2 = block[at + 2 * step] * C1_225;
      int even0 = sum + even2;
      even2 = sum - even2;
      int z = (c1 + c5) * C0_366;
      int odd0 = z + ((c1 + c3) << CONST_BITS);
      int odd1 = (c1 - c3 - c5) << CONST_BITS;
      int odd2 = z + ((c5 - c3) << CONST_BITS);
      block[at] = (even0 + odd0) >> shift;
      block[at + step] = (even1 + odd1) >> shift;
      block[at + 2 * step] = (even2 + odd2) >> shift;
      block[at + 3 * step] = (even2 - odd2) >> shift;
      block[at + 4 * step] = (even1 - odd1) >> shift;
      block[at + 5 * step] = (even0 - odd0) >> shift;
    }

    private static void seven(int[] block, int at, int step, int round, int shift) {
      int dc = (block[at] << CONST_BITS) + round;
      int c1 = block[at + step];
      int c2 = block[at + 2 * step];
      int c3 = block[at + 3 * step];
      int c4 = block[at + 4 * step];
      int c5 = block[at + 5 * step];
      int c6 = block[at + 6 * step];
      int even0 = dc + c2 * C1_274 + c4 * C0_882 + c6 * C0_315;
      int even1 = dc + c2 * C0_315 - c4 * C1_274 - c6 * C0_882;
      int even2 = dc - c2 * C0_882 - c4 * C0_315 + c6 * C1_274;
      int odd0 = c1 * C1_379 + c3 * C1_106 + c5 * C0_614;
      int odd1 = c1 * C1_106 - c3 * C0_614 - c5 * C1_379;
      int odd2 = c1 * C0_614 - c3 * C1_379 + c5 * C1_106;
      block[at] = (even0 + odd0) >> shift;
      block[at + step] = (even1 + odd1) >> shift;
      block[at + 2 * step] = (even2 + odd2) >> shift;
      block[at + 3 * step] = (dc + (c4 - c2 - c6) * C1_414) >> shift;
      block[at + 4 * step] = (even2 - odd2) >> shift;
      block[at + 5 * step] = (even1 - odd1) >> shift;
      block[at + 6 * step] = (even0 - odd0) >> shift;
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
        fill(4, toOne(block[0]), samples, at, stride);
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
        samples[to] = clamp((even0 + odd0) >> SHIFT2);
        samples[to + 1] = clamp((even1 + odd1) >> SHIFT2);
        samples[to + 2] = clamp((even1 - odd1) >> SHIFT2);
        samples[to + 3] = clamp((even0 - odd0) >> SHIFT2);
      }
    }

    /** Transforms a block to 2x2 samples; of its coefficients two of two rows count. */
    public static void toTwo(int[] block, byte[] samples, int at, int stride) {
      int upper = block[0] + LEVEL + block[8];
      int lower = block[0] + LEVEL - block[8];
      int upperOdd = block[1] + block[9];
      int lowerOdd = block[1] - block[9];
      samples[at] = clamp((upper + upperOdd) >> 3);
      samples[at + 1] = clamp((upper - upperOdd) >> 3);
      samples[at + stride] = clamp((lower + lowerOdd) >> 3);
      samples[at + stride + 1] = clamp((lower - lowerOdd) >> 3);
    }

    /** Makes one sample of a block's DC coefficient. */
    public static byte toOne(int dc) {
      return clamp((dc + LEVEL) >> 3);
    }
  }
}
