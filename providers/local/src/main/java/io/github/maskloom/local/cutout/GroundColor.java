package io.github.maskloom.local.cutout;

/**
 * The color of a ground at a place, as it follows from the ground before: it follows slowly what
 * the image shows, so that it goes along with a gradient and not over an edge.
 *
 * <p>Ten bits for each of red, green and blue, in quarters of a level.
 */
final class GroundColor {
  private static final int BITS = 10;
  private static final int MASK = (1 << BITS) - 1;
  private static final int GREEN = BITS;
  private static final int RED = 2 * BITS;

  /** The part of a difference that is followed at each pixel. */
  private static final int SLOWNESS = 6;

  private static final double DARKEST_SHADOW = 0.25;
  private static final int LIGHTEST_SHADOW = 3;
  private static final double HUE_DISTANCE = 10;

  private GroundColor() {}

  static int of(int rgb) {
    return quarters(rgb >> 16) << RED | quarters(rgb >> 8) << GREEN | quarters(rgb);
  }

  private static int quarters(int sample) {
    return (sample & 0xFF) << 2;
  }

  /** As 0xRRGGBB. */
  static int rgb(int color) {
    int red = (color >> RED & MASK) >> 2;
    int green = (color >> GREEN & MASK) >> 2;
    int blue = (color & MASK) >> 2;
    return red << 16 | green << 8 | blue;
  }

  /** What becomes of it at a pixel that shows it. */
  static int followed(int color, int rgb) {
    int shown = of(rgb);
    int next = 0;
    for (int shift = RED; shift >= 0; shift -= BITS) {
      int before = color >> shift & MASK;
      int difference = (shown >> shift & MASK) - before;
      int step = (difference + Integer.signum(difference) * (SLOWNESS - 1)) / SLOWNESS;
      next |= (before + step) << shift;
    }
    return next;
  }

  /** Whether a pixel may show it in a shadow: darker, of the same hue. */
  static boolean showsShaded(int color, int pixel) {
    int ground = rgb(color);
    double lit = Thumbnail.luma(ground) + 1.0;
    double light = (Thumbnail.luma(pixel) + 1.0) / lit;
    return light >= DARKEST_SHADOW
        && Thumbnail.luma(pixel) <= Thumbnail.luma(ground) + LIGHTEST_SHADOW
        && offHue(pixel, ground, 16, light) <= HUE_DISTANCE
        && offHue(pixel, ground, 8, light) <= HUE_DISTANCE
        && offHue(pixel, ground, 0, light) <= HUE_DISTANCE;
  }

  private static double offHue(int pixel, int ground, int shift, double light) {
    return Math.abs((pixel >> shift & 0xFF) - (ground >> shift & 0xFF) * light);
  }
}
