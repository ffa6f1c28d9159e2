package io.github.maskloom.internal.jpeg.dct;

/**
 * YCbCr and inks to RGB and back (JFIF 1.02, page 3; ITU-T T.871, 7) in 16-bit fixed point, bit for
 * bit the IJG library's ({@code jdcolor.c}, {@code jccolor.c}).
 */
public final class YccColor {
  private static final int HALF = 1 << 15;
  private static final int CR_TO_RED = 91_881;
  private static final int CB_TO_BLUE = 116_130;
  private static final int CR_TO_GREEN = 46_802;
  private static final int CB_TO_GREEN = 22_554;

  /** A half, and what makes chroma of 128 colorless. */
  private static final int RED_OFFSET = HALF - 128 * CR_TO_RED;

  private static final int BLUE_OFFSET = HALF - 128 * CB_TO_BLUE;
  private static final int GREEN_OFFSET = HALF + 128 * (CB_TO_GREEN + CR_TO_GREEN);

  private static final long CHROMA_OFFSET = (128 << 16) + HALF - 1;

  /** Factors of both chroma samples, that of the red one in the upper half. */
  private static final long RED_TO_BOTH = (32_768L << 32) - 11_059;

  private static final long GREEN_TO_BOTH = (-27_439L << 32) - 21_709;
  private static final long BLUE_TO_BOTH = (-5_329L << 32) + 32_768;
  private static final long BOTH_OFFSETS = (CHROMA_OFFSET << 32) + CHROMA_OFFSET;

  private YccColor() {}

  /** Converts a row of YCbCr to interleaved RGB. */
  public static void toRgb(
      byte[] y, int yAt, byte[] cb, int cbAt, byte[] cr, int crAt, byte[] rgb, int at, int width) {
    // Invariant: the pixels before x are converted; to is where the pixel at x goes.
    for (int x = 0, to = at; x < width; x++, to += 3) {
      int luma = y[yAt + x] & 0xFF;
      int blue = cb[cbAt + x] & 0xFF;
      int red = cr[crAt + x] & 0xFF;
      rgb[to] = InverseDct.clamp(luma + ((CR_TO_RED * red + RED_OFFSET) >> 16));
      rgb[to + 1] =
          InverseDct.clamp(luma + ((GREEN_OFFSET - CB_TO_GREEN * blue - CR_TO_GREEN * red) >> 16));
      rgb[to + 2] = InverseDct.clamp(luma + ((CB_TO_BLUE * blue + BLUE_OFFSET) >> 16));
    }
  }

  /** Interleaves a row of red, green and blue. */
  public static void interleave(
      byte[] r, int rAt, byte[] g, int gAt, byte[] b, int bAt, byte[] rgb, int at, int width) {
    for (int x = 0, to = at; x < width; x++, to += 3) {
      rgb[to] = r[rAt + x];
      rgb[to + 1] = g[gAt + x];
      rgb[to + 2] = b[bAt + x];
    }
  }

  /**
   * Turns a row of RGB, which YCCK decodes to, into what CMYK files hold: three inks, inverted, are
   * what is left of white.
   */
  public static void invert(byte[] rgb, int at, int width) {
    for (int i = at; i < at + 3 * width; i++) {
      rgb[i] = (byte) ~rgb[i];
    }
  }

  /**
   * Lets black ink darken a row: {@code light * black / 255} rounded, both as files hold them, 255
   * without ink.
   */
  public static void darken(byte[] rgb, int at, byte[] black, int blackAt, int width) {
    for (int x = 0, to = at; x < width; x++, to += 3) {
      int light = black[blackAt + x] & 0xFF;
      rgb[to] = (byte) (((rgb[to] & 0xFF) * light + 127) / 255);
      rgb[to + 1] = (byte) (((rgb[to + 1] & 0xFF) * light + 127) / 255);
      rgb[to + 2] = (byte) (((rgb[to + 2] & 0xFF) * light + 127) / 255);
    }
  }

  /** Converts a row of interleaved RGB to YCbCr. */
  public static void fromRgb(
      byte[] rgb, int at, byte[] y, int yAt, byte[] cb, int cbAt, byte[] cr, int crAt, int width) {
    // Invariant: the pixels before x are converted; from is where the pixel at x stands. Both
    // chroma samples are computed in one number, the red one in its upper half; neither is
    // negative.
    for (int x = 0, from = at; x < width; x++, from += 3) {
      int red = rgb[from] & 0xFF;
      int green = rgb[from + 1] & 0xFF;
      int blue = rgb[from + 2] & 0xFF;
      y[yAt + x] = (byte) ((19_595 * red + 38_470 * green + 7_471 * blue + HALF) >> 16);
      long chroma = red * RED_TO_BOTH + green * GREEN_TO_BOTH + blue * BLUE_TO_BOTH + BOTH_OFFSETS;
      cb[cbAt + x] = (byte) (chroma >> 16);
      cr[crAt + x] = (byte) (chroma >> 48);
    }
  }
}
