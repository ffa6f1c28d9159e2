package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import java.util.Arrays;

/** The example tables of ITU-T T.81, annex K, as the IJG library uses them. */
final class JpegCodes {
  /** K.1, row by row. */
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

  private JpegCodes() {}

  /** The typical Huffman codes of the first slots. */
  static HuffmanCode[] standard(int slots, boolean ac) {
    HuffmanCode[] codes =
        ac
            ? new HuffmanCode[] {HuffmanCode.LUMA_AC, HuffmanCode.CHROMA_AC}
            : new HuffmanCode[] {HuffmanCode.LUMA_DC, HuffmanCode.CHROMA_DC};
    return Arrays.copyOf(codes, slots);
  }

  /**
   * Divisors in coding order, scaled for a quality and held to 1 to 255 ({@code jpeg_set_quality}).
   *
   * @param slot 0 for luma, 1 for chroma
   * @param quality 1 to 100
   */
  static int[] divisors(int slot, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] divisors = new int[Zigzag.BLOCK];
    for (int k = 0; k < divisors.length; k++) {
      int place = Zigzag.natural(k);
      int example = slot == 0 ? LUMA[place] : place < CHROMA.length ? CHROMA[place] : 99;
      divisors[k] = Math.max(1, Math.min(255, (example * percent + 50) / 100));
    }
    return divisors;
  }
}
