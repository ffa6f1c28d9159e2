package io.github.maskloom.internal.imageio;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;

/** The sizes that ImageIO can read: those that a raster of AWT and the array of a row can have. */
public final class RasterSize {
  /** So many pixels of four 16-bit samples fit into an array. */
  private static final int MAX_WIDTH = (Integer.MAX_VALUE - 64) / 8;

  /** More than this a raster of AWT cannot claim to have. */
  private static final int MAX_PIXELS = Integer.MAX_VALUE - 2;

  private RasterSize() {}

  /**
   * Refuses a size that is too large, even for a raster of AWT or the array of a row.
   *
   * @throws ImageLimitException naming the first limit that is passed
   */
  public static void check(long width, long height, ImageLimits limits) {
    LimitCheck.size(limits, width, height);
    if (width > MAX_WIDTH) {
      throw new ImageLimitException("maxWidth", width, MAX_WIDTH);
    }
    if (width * height > MAX_PIXELS) {
      throw ImageLimitException.pixels(width, height, MAX_PIXELS);
    }
  }
}
