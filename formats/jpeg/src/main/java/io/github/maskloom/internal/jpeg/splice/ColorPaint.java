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
