package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;

/**
 * How opaque furniture is, so coarse that it can be held: what its shadow is cast by.
 *
 * <p><b>Memory:</b> 9 KB. <b>Threads:</b> safe.
 */
public final class ShapeMask {
  private static final int CELLS = 96;

  private final byte[] opacities = new byte[CELLS * CELLS];

  private ShapeMask() {}

  /** The mask of a part of a thumbnail. */
  static ShapeMask of(Thumbnail image, BoundingBox solid) {
    ShapeMask mask = new ShapeMask();
    for (int y = 0; y < CELLS; y++) {
      for (int x = 0; x < CELLS; x++) {
        mask.opacities[y * CELLS + x] = (byte) mean(image, solid, x, y);
      }
    }
    return mask;
  }

  private static int mean(Thumbnail image, BoundingBox solid, int x, int y) {
    int left = solid.x() + x * solid.width() / CELLS;
    int top = solid.y() + y * solid.height() / CELLS;
    int right = Math.max(left + 1, solid.x() + (x + 1) * solid.width() / CELLS);
    int bottom = Math.max(top + 1, solid.y() + (y + 1) * solid.height() / CELLS);
    int sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        sum += image.argb()[row * image.width() + column] >>> 24;
      }
    }
    return sum / ((right - left) * (bottom - top));
  }

  /**
   * {@return the opacity at a place of the solid box, 0 to 1; 0 beyond it}
   *
   * @param across share of the box's width from its left, 0 to 1
   * @param down share of the box's height from its top, 0 to 1
   */
  public double at(double across, double down) {
    double x = across * CELLS - 0.5;
    double y = down * CELLS - 0.5;
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double above = cell(left, top) * (1 - right) + cell(left + 1, top) * right;
    double below = cell(left, top + 1) * (1 - right) + cell(left + 1, top + 1) * right;
    return (above + (below - above) * (y - top)) / 0xFF;
  }

  private int cell(int x, int y) {
    return x < 0 || y < 0 || x >= CELLS || y >= CELLS ? 0 : opacities[y * CELLS + x] & 0xFF;
  }
}
