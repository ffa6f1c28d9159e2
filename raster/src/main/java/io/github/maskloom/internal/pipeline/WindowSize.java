package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.ImageGeometry;

/** How many rows fit into a window, and what they take. */
public final class WindowSize {
  private WindowSize() {}

  /**
   * {@return how many rows a window may have to stay within a number of bytes; at least 1}
   *
   * @param geometry of the image
   * @param maxBytes passed only if a single row has more
   */
  public static int rowsWithin(ImageGeometry geometry, int maxBytes) {
    return Math.max(1, Math.min(geometry.height(), maxBytes / geometry.rowBytes()));
  }

  /**
   * {@return bytes of a window of that many rows, or of all rows if there are fewer}
   *
   * @param geometry of the image
   * @param rows at least 1
   */
  public static long bytes(ImageGeometry geometry, int rows) {
    return (long) geometry.rowBytes() * Math.min(rows, geometry.height());
  }
}
