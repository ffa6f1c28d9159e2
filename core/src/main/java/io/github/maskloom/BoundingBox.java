package io.github.maskloom;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A rectangle of whole pixels of an image: mostly the smallest that holds every painted pixel.
 *
 * @param x leftmost column
 * @param y topmost row
 * @param width columns, or 0 if nothing is painted
 * @param height rows, or 0 if nothing is painted
 */
public record BoundingBox(int x, int y, int width, int height) {
  /** The box where nothing is painted: all four numbers are 0. */
  public static final BoundingBox EMPTY = new BoundingBox(0, 0, 0, 0);

  /**
   * Checks that the box has an end.
   *
   * @param x leftmost column
   * @param y topmost row
   * @param width columns, not negative
   * @param height rows, not negative
   * @throws IllegalArgumentException if a side is negative, or ends beyond the largest {@code int}
   */
  public BoundingBox {
    boolean ends = (long) x + width <= Integer.MAX_VALUE && (long) y + height <= Integer.MAX_VALUE;
    checkArgument(
        width >= 0 && height >= 0 && ends, "%sx%s pixels at %s,%s are no box", width, height, x, y);
  }

  /** {@return whether nothing is painted: {@link #width} or {@link #height} is 0} */
  public boolean isEmpty() {
    return width == 0 || height == 0;
  }
}
