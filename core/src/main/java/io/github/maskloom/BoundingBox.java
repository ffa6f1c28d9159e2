package io.github.maskloom;

/**
 * The smallest rectangle that holds every painted pixel.
 *
 * @param x leftmost column
 * @param y topmost row
 * @param width columns, or 0 if nothing is painted
 * @param height rows, or 0 if nothing is painted
 */
public record BoundingBox(int x, int y, int width, int height) {
  /** The empty box. */
  public static final BoundingBox EMPTY = new BoundingBox(0, 0, 0, 0);

  /** {@return whether nothing is painted: {@link #width} is 0} */
  public boolean isEmpty() {
    return width == 0;
  }
}
