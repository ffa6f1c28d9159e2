package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What a mask without colors of its own is painted with, and what strokes enclose is filled with.
 *
 * @param rgb 0xRRGGBB
 * @param opacity 1 to 255, the alpha of a fully covered pixel
 */
public record Brush(int rgb, int opacity) {
  /** The blue at half opacity that mask editors commonly paint with. */
  public static final Brush BLUE = new Brush(0x0078FF, 128);

  /**
   * Checks the color and the opacity.
   *
   * @param rgb the color, as {@code 0xRRGGBB}
   * @param opacity 1 to 255
   * @throws IllegalArgumentException if one is out of its range
   */
  public Brush {
    checkArgument((rgb & 0xFF000000) == 0, "a brush's color is 0xRRGGBB");
    checkArgument(opacity >= 1 && opacity <= 255, "a brush's opacity is 1 to 255");
  }
}
