package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.scan.ColorEncoding;

/**
 * Converts a colour to the components of a JPEG file, in eighths of a level, 0 for the middle of
 * the range (JFIF 1.02, page 3). The last colour is remembered, as paint mostly has one.
 */
final class ColorPaint {
  private static final int BITS = 16;
  private static final int MIDDLE = 8 * 128;

  // Eight times the factors of Rec. 601, in 16 bits behind the point.
  private static final int Y_RED = 156_762;
  private static final int Y_GREEN = 307_757;
  private static final int Y_BLUE = 59_769;
  private static final int CB_RED = -88_466;
  private static final int CB_GREEN = -173_678;
  private static final int CR_GREEN = -219_513;
  private static final int CR_BLUE = -42_631;
  private static final int HALF = 262_144;
  private static final int ROUND = 1 << (BITS - 1);

  // The same factors as fractions, and those of the way back (JFIF 1.02, page 4).
  private static final int MAX = 255;
  private static final double LUMA_RED = 0.299;
  private static final double LUMA_GREEN = 0.587;
  private static final double LUMA_BLUE = 0.114;
  private static final double RED_CR = 1.402;
  private static final double BLUE_CB = 1.772;
  private static final double GREEN_CB = -LUMA_BLUE * BLUE_CB / LUMA_GREEN;
  private static final double GREEN_CR = -LUMA_RED * RED_CR / LUMA_GREEN;

  private final boolean ycc;
  private int last = -1;

  /** The components of the colour. */
  final int[] levels = new int[3];

  ColorPaint(ColorEncoding encoding) {
    ycc = encoding != ColorEncoding.RGB;
    convert(0);
  }

  /** Puts the components of a colour, red in the third byte, into {@link #levels}. */
  void convert(int rgb) {
    if (rgb != last) {
      last = rgb;
      convert(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }
  }

  /**
   * Puts the components of a color of the image, multiplied by another one, into {@link #levels}.
   *
   * @param rgb what it is multiplied by, of which 255 changes nothing
   * @param first the color's components in eighths of a level; the others are 0 if there is one
   */
  void multiply(int rgb, int first, int second, int third) {
    last = -1;
    if (ycc) {
      double luma = (first + MIDDLE) / 8.0;
      double red = product(luma + RED_CR * third / 8, rgb >> 16 & 0xFF);
      double green = product(luma + (GREEN_CB * second + GREEN_CR * third) / 8, rgb >> 8 & 0xFF);
      double blue = product(luma + BLUE_CB * second / 8, rgb & 0xFF);
      double mixed = LUMA_RED * red + LUMA_GREEN * green + LUMA_BLUE * blue;
      levels[0] = (int) Math.rint(8 * mixed) - MIDDLE;
      levels[1] = (int) Math.rint(8 * (blue - mixed) / BLUE_CB);
      levels[2] = (int) Math.rint(8 * (red - mixed) / RED_CR);
    } else {
      levels[0] = (int) Math.rint(8 * product((first + MIDDLE) / 8.0, rgb >> 16 & 0xFF)) - MIDDLE;
      levels[1] = (int) Math.rint(8 * product((second + MIDDLE) / 8.0, rgb >> 8 & 0xFF)) - MIDDLE;
      levels[2] = (int) Math.rint(8 * product((third + MIDDLE) / 8.0, rgb & 0xFF)) - MIDDLE;
    }
  }

  /** What is out of the range of samples counts as its end, unless it stays. */
  private static double product(double level, int factor) {
    return factor == MAX ? level : Math.max(0, Math.min(MAX, level)) * factor / MAX;
  }

  private void convert(int red, int green, int blue) {
    if (ycc) {
      levels[0] = ((red * Y_RED + green * Y_GREEN + blue * Y_BLUE + ROUND) >> BITS) - MIDDLE;
      levels[1] = (red * CB_RED + green * CB_GREEN + blue * HALF + ROUND) >> BITS;
      levels[2] = (red * HALF + green * CR_GREEN + blue * CR_BLUE + ROUND) >> BITS;
    } else {
      levels[0] = 8 * red - MIDDLE;
      levels[1] = 8 * green - MIDDLE;
      levels[2] = 8 * blue - MIDDLE;
    }
  }
}
