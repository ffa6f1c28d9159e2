package io.github.maskloom.raster;

import org.jspecify.annotations.Nullable;

/**
 * The shape of an image's samples.
 *
 * <p>Samples are interleaved by pixel: gray, gray+alpha, RGB or RGBA for 1, 2, 3 or 4 bands. Rows
 * run from top to bottom. A sample of depth 8 spans 0..255, one of depth 16 spans 0..65535;
 * narrower file formats are widened before they get here.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param bands samples per pixel, 1 to 4
 * @param depth bits per sample, 8 or 16
 * @param alpha meaning of the last band; an image has alpha exactly if it has 2 or 4 bands
 */
public record ImageGeometry(int width, int height, int bands, int depth, AlphaType alpha) {

  public ImageGeometry {
    require(width >= 1 && height >= 1, "width and height must be positive");
    require(bands >= 1 && bands <= 4, "bands must be 1 to 4");
    require(depth == 8 || depth == 16, "depth must be 8 or 16");
    require((bands % 2 == 0) == (alpha != AlphaType.NONE), "2 and 4 bands, only, hold alpha");
    require(
        (long) width * bands * (depth / 8) <= Integer.MAX_VALUE - 64,
        "a row must fit into an array");
  }

  /** A geometry with straight alpha if {@code bands} is even, else with none. */
  public static ImageGeometry of(int width, int height, int bands, int depth) {
    return new ImageGeometry(
        width, height, bands, depth, bands % 2 == 0 ? AlphaType.STRAIGHT : AlphaType.NONE);
  }

  /** Whether the last band is alpha. */
  public boolean hasAlpha() {
    return alpha != AlphaType.NONE;
  }

  /** Bands that are not alpha: 1 for gray, 3 for RGB. */
  public int colorBands() {
    return hasAlpha() ? bands - 1 : bands;
  }

  /** Samples in a row: width times bands. */
  public int rowSamples() {
    return width * bands;
  }

  /** Bytes in a row of samples: 1 a sample at depth 8, else 2. */
  public int rowBytes() {
    return rowSamples() * (depth / 8);
  }

  /** Pixels in the image. */
  public long pixels() {
    return (long) width * height;
  }

  /** The same samples at another size. */
  public ImageGeometry withSize(int newWidth, int newHeight) {
    return new ImageGeometry(newWidth, newHeight, bands, depth, alpha);
  }

  /** The same size with other samples. Alpha is straight if {@code newBands} is even. */
  public ImageGeometry withSamples(int newBands, int newDepth) {
    return of(width, height, newBands, newDepth);
  }

  // A record's own equals takes 50 ms to link, and every short-lived process would pay that.
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageGeometry that
        && width == that.width
        && height == that.height
        && bands == that.bands
        && depth == that.depth
        && alpha == that.alpha;
  }

  @Override
  public int hashCode() {
    return ((width * 31 + height) * 31 + bands) * 31 + depth;
  }

  @Override
  public String toString() {
    return width + "x" + height + "x" + bands + " at " + depth + " bits";
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** What the last band of a pixel means. */
  public enum AlphaType {
    /** There is no alpha band. Every pixel is opaque. */
    NONE,
    /** Color samples are independent of alpha, as PNG stores them. */
    STRAIGHT,
    /** Color samples are already multiplied by alpha. */
    PREMULTIPLIED
  }
}
