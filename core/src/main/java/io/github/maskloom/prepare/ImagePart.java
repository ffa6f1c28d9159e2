package io.github.maskloom.prepare;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A part of an image as it is seen upright, in pixels of a stated size of the whole image. Usually
 * that is the size that {@link io.github.maskloom.ImageInfo#read} says. An image of another size is
 * seen as if it were stretched to this one, to a fraction of a pixel. So a mask can be cropped as
 * its photo is.
 *
 * @param imageWidth columns of the whole image, upright
 * @param imageHeight rows of the whole image, upright
 * @param x leftmost column of the part
 * @param y topmost row of the part
 * @param width columns of the part
 * @param height rows of the part
 */
public record ImagePart(int imageWidth, int imageHeight, int x, int y, int width, int height) {
  /**
   * Checks that the part lies within the image.
   *
   * @param imageWidth columns of the whole image
   * @param imageHeight rows of the whole image
   * @param x from 0
   * @param y from 0
   * @param width at least 1
   * @param height at least 1
   * @throws IllegalArgumentException unless the part holds a pixel and lies within the image
   */
  public ImagePart {
    boolean holdsPixels = x >= 0 && y >= 0 && width > 0 && height > 0;
    checkArgument(
        holdsPixels && (long) x + width <= imageWidth && (long) y + height <= imageHeight,
        "%sx%s pixels at %s,%s do not lie within an image of %sx%s",
        width,
        height,
        x,
        y,
        imageWidth,
        imageHeight);
  }
}
