package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;

/**
 * Shares at places of an image, so coarse that they can be held: how opaque furniture is, which is
 * what its shadow is cast by, or how dark a shadow. <b>Threads:</b> safe.
 *
 * @param width how many cells a row has
 * @param height how many rows there are
 * @param shares of 255, in rows
 */
@SuppressWarnings("ArrayRecordComponent") // It is compared with nothing.
public record CoarseMap(int width, int height, byte[] shares) {
  private static final int OPACITY_CELLS = 96;

  /** The opacity of a part of a thumbnail; 9 KB. */
  static CoarseMap ofOpacity(Thumbnail image, BoundingBox solid) {
    CoarseMap map =
        new CoarseMap(OPACITY_CELLS, OPACITY_CELLS, new byte[OPACITY_CELLS * OPACITY_CELLS]);
    for (int at = 0; at < map.shares.length; at++) {
      map.shares[at] = (byte) mean(image, solid, at % map.width, at / map.width);
    }
    return map;
  }

  private static int mean(Thumbnail image, BoundingBox solid, int x, int y) {
    int left = solid.x() + x * solid.width() / OPACITY_CELLS;
    int top = solid.y() + y * solid.height() / OPACITY_CELLS;
    int right = Math.max(left + 1, solid.x() + (x + 1) * solid.width() / OPACITY_CELLS);
    int bottom = Math.max(top + 1, solid.y() + (y + 1) * solid.height() / OPACITY_CELLS);
    int sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        sum += image.argb()[row * image.width() + column] >>> 24;
      }
    }
    return sum / ((right - left) * (bottom - top));
  }

  /**
   * {@return the share at a place, 0 to 1; 0 beyond the cells} Between the middles of cells it
   * changes evenly.
   *
   * @param across the place's way from the left, in cells
   * @param down the place's way from the top, in cells
   */
  public double at(double across, double down) {
    double x = across - 0.5;
    double y = down - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double lower = y - top;
    double above = cell(left, top) * (1 - right) + cell(left + 1, top) * right;
    double below = cell(left, top + 1) * (1 - right) + cell(left + 1, top + 1) * right;
    return (above * (1 - lower) + below * lower) / 0xFF;
  }

  private int cell(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : shares[y * width + x] & 0xFF;
  }
}
