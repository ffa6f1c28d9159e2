package io.github.maskloom.local.cutout;

/**
 * Something flat on a floor, as an image shows it: its near and far sides lie level. All in pixels
 * of the image, rows from its top and columns from its left.
 *
 * @param top the row of the far side
 * @param bottom the row of the near side
 * @param topLeft the column where the far side begins
 * @param topRight the column where the far side ends
 * @param bottomLeft the column where the near side begins
 * @param bottomRight the column where the near side ends
 */
public record Trapezoid(
    double top,
    double bottom,
    double topLeft,
    double topRight,
    double bottomLeft,
    double bottomRight) {
  /** {@return how many rows lie between the far side and the near one} */
  public double height() {
    return bottom - top;
  }

  /** {@return how wide the near side is} */
  public double bottomWidth() {
    return bottomRight - bottomLeft;
  }

  /** {@return how wide the far side is} */
  public double topWidth() {
    return topRight - topLeft;
  }

  /** {@return the leftmost column of both sides} */
  public double left() {
    return Math.min(topLeft, bottomLeft);
  }

  /** {@return the rightmost column of both sides} */
  public double right() {
    return Math.max(topRight, bottomRight);
  }

  /**
   * {@return the column where a row begins}
   *
   * @param y the row; the side is extended above and below the trapezoid
   */
  public double left(double y) {
    return topLeft + (bottomLeft - topLeft) * (y - top) / height();
  }

  /**
   * {@return the column where a row ends}
   *
   * @param y the row; the side is extended above and below the trapezoid
   */
  public double right(double y) {
    return topRight + (bottomRight - topRight) * (y - top) / height();
  }

  /**
   * {@return how far back on the floor a row lies, 0 for the near side, 1 for the far one} What is
   * seen half as wide is twice as far away.
   *
   * @param y the row
   */
  public double depth(double y) {
    double width = right(y) - left(y);
    double near = 1 / bottomWidth();
    double range = 1 / topWidth() - near;
    return Math.abs(range) * bottomWidth() < 1e-6
        ? (bottom - y) / height()
        : (1 / width - near) / range;
  }

  /**
   * {@return the row that lies so far back on the floor} The inverse of {@link #depth}.
   *
   * @param depth 0 for the near side, 1 for the far one
   */
  public double row(double depth) {
    double near = 1 / bottomWidth();
    double range = 1 / topWidth() - near;
    if (Math.abs(range) * bottomWidth() < 1e-6) {
      return bottom - depth * height();
    }
    double width = 1 / (near + depth * range);
    return bottom - height() * (bottomWidth() - width) / (bottomWidth() - topWidth());
  }

  /**
   * {@return the same in an image of another size}
   *
   * @param across what columns are multiplied by
   * @param down what rows are multiplied by
   */
  public Trapezoid scaled(double across, double down) {
    return new Trapezoid(
        top * down,
        bottom * down,
        topLeft * across,
        topRight * across,
        bottomLeft * across,
        bottomRight * across);
  }

  /**
   * {@return the same in the mirrored image: left and right are exchanged}
   *
   * @param width of the image
   */
  public Trapezoid mirrored(double width) {
    return new Trapezoid(
        top, bottom, width - topRight, width - topLeft, width - bottomRight, width - bottomLeft);
  }
}
