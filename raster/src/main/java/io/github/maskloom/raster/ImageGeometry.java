package io.github.maskloom.raster;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * The shape of an image's samples.
 *
 * <p>Samples are interleaved by pixel: gray, gray+alpha, RGB or RGBA for 1, 2, 3 or 4 bands; alpha
 * is straight, as PNG stores it. Rows run from top to bottom. A sample of depth 8 spans 0..255, one
 * of depth 16 spans 0..65535; narrower file formats are widened before they get here.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param bands samples per pixel, 1 to 4
 * @param depth bits per sample, 8 or 16
 */
public record ImageGeometry(int width, int height, int bands, int depth) {

  /**
   * Checks the components.
   *
   * @param width pixels per row, at least 1
   * @param height rows, at least 1
   * @param bands 1 to 4
   * @param depth 8 or 16
   * @throws IllegalArgumentException if one is out of its range, or a row would not fit into an
   *     array
   */
  public ImageGeometry {
    checkArgument(width >= 1 && height >= 1, "width and height must be positive");
    checkArgument(bands >= 1 && bands <= 4, "bands must be 1 to 4");
    checkArgument(depth == 8 || depth == 16, "depth must be 8 or 16");
    checkArgument(
        (long) width * bands * (depth / 8) <= Integer.MAX_VALUE - 64,
        "a row of %s pixels is longer than an array",
        width);
  }

  /**
   * {@return a geometry of these components}
   *
   * @param width pixels per row, at least 1
   * @param height rows, at least 1
   * @param bands samples per pixel, 1 to 4
   * @param depth bits per sample, 8 or 16
   * @throws IllegalArgumentException if one is out of its range, or a row would not fit into an
   *     array
   */
  public static ImageGeometry of(int width, int height, int bands, int depth) {
    return new ImageGeometry(width, height, bands, depth);
  }

  /** {@return whether the last band is alpha} */
  public boolean hasAlpha() {
    return bands % 2 == 0;
  }

  /** {@return bands that are not alpha: 1 for gray, 3 for RGB} */
  public int colorBands() {
    return hasAlpha() ? bands - 1 : bands;
  }

  /** {@return samples in a row: width times bands} */
  public int rowSamples() {
    return width * bands;
  }

  /** {@return bytes in a row of samples: 1 a sample at depth 8, else 2} */
  public int rowBytes() {
    return rowSamples() * (depth / 8);
  }

  /** {@return pixels in the image} */
  public long pixels() {
    return (long) width * height;
  }

  /**
   * {@return the same samples at another size}
   *
   * @param newWidth pixels per row, at least 1
   * @param newHeight rows, at least 1
   * @throws IllegalArgumentException if one is not positive, or a row would not fit into an array
   */
  public ImageGeometry withSize(int newWidth, int newHeight) {
    return newWidth == width && newHeight == height
        ? this
        : new ImageGeometry(newWidth, newHeight, bands, depth);
  }

  /**
   * {@return the same size with other samples}
   *
   * @param newBands samples per pixel, 1 to 4
   * @param newDepth bits per sample, 8 or 16
   * @throws IllegalArgumentException if one is out of its range, or a row would not fit into an
   *     array
   */
  public ImageGeometry withSamples(int newBands, int newDepth) {
    return newBands == bands && newDepth == depth ? this : of(width, height, newBands, newDepth);
  }

  // A record's own equals takes 50 ms to link, and every short-lived process would pay that.
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageGeometry that
        && width == that.width
        && height == that.height
        && bands == that.bands
        && depth == that.depth;
  }

  @Override
  public int hashCode() {
    return ((width * 31 + height) * 31 + bands) * 31 + depth;
  }

  /** {@return the sides, the bands and the depth, such as {@code 640x480x3 at 8 bits}} */
  @Override
  public String toString() {
    return width + "x" + height + "x" + bands + " at " + depth + " bits";
  }
}
