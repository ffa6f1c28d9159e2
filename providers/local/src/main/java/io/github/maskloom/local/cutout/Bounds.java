package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;

/** The box around some pixels that come one by one. */
public final class Bounds {
  private int left = Integer.MAX_VALUE;
  private int top = Integer.MAX_VALUE;
  private int right;
  private int bottom;

  /** Begins with no pixel. */
  public Bounds() {}

  /**
   * Adds a pixel.
   *
   * @param x its column, not negative
   * @param y its row, not negative
   */
  public void add(int x, int y) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + 1);
    bottom = Math.max(bottom, y + 1);
  }

  /**
   * Adds the pixels of others.
   *
   * @param others which may have none
   */
  public void add(Bounds others) {
    left = Math.min(left, others.left);
    top = Math.min(top, others.top);
    right = Math.max(right, others.right);
    bottom = Math.max(bottom, others.bottom);
  }

  /** {@return the box around all pixels; empty if there are none} */
  public BoundingBox box() {
    return between(left, top, right, bottom);
  }

  /**
   * {@return the box between some sides; empty if they enclose nothing}
   *
   * @param left the first column
   * @param top the first row
   * @param right behind the last column
   * @param bottom behind the last row
   */
  public static BoundingBox between(int left, int top, int right, int bottom) {
    return left < right && top < bottom
        ? new BoundingBox(left, top, right - left, bottom - top)
        : BoundingBox.EMPTY;
  }
}
