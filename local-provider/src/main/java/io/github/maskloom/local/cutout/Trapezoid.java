package io.github.maskloom.local.cutout;

/**
 * Something flat on a floor, as it is seen: its near and far sides lie level. In pixels.
 *
 * @param top the row of the far side
 * @param bottom the row of the near side
 * @param topLeft where the far side begins
 * @param topRight where it ends
 * @param bottomLeft where the near side begins
 * @param bottomRight where it ends
 */
public record Trapezoid(
    double top,
    double bottom,
    double topLeft,
    double topRight,
    double bottomLeft,
    double bottomRight) {
  /** From the far side to the near one. */
  public double height() {
    return bottom - top;
  }

  /** Of the near side. */
  public double bottomWidth() {
    return bottomRight - bottomLeft;
  }

  /** Of the far side. */
  public double topWidth() {
    return topRight - topLeft;
  }

  /** The leftmost x of all. */
  public double left() {
    return Math.min(topLeft, bottomLeft);
  }

  /** The rightmost x of all. */
  public double right() {
    return Math.max(topRight, bottomRight);
  }

  /** Where a row begins. */
  public double left(double y) {
    return topLeft + (bottomLeft - topLeft) * (y - top) / height();
  }

  /** Where a row ends. */
  public double right(double y) {
    return topRight + (bottomRight - topRight) * (y - top) / height();
  }

  /**
   * How far back on the floor a row lies, 0 for the near side, 1 for the far one: what is seen half
   * as wide is twice as far away.
   */
  public double depth(double y) {
    double width = right(y) - left(y);
    double near = 1 / bottomWidth();
    double range = 1 / topWidth() - near;
    return Math.abs(range) * bottomWidth() < 1e-6
        ? (bottom - y) / height()
        : (1 / width - near) / range;
  }

  /** The row that lies so far back. */
  public double row(double depth) {
    double near = 1 / bottomWidth();
    double range = 1 / topWidth() - near;
    if (Math.abs(range) * bottomWidth() < 1e-6) {
      return bottom - depth * height();
    }
    double width = 1 / (near + depth * range);
    return bottom - height() * (bottomWidth() - width) / (bottomWidth() - topWidth());
  }

  /** In an image of another size. */
  public Trapezoid scaled(double across, double down) {
    return new Trapezoid(
        top * down,
        bottom * down,
        topLeft * across,
        topRight * across,
        bottomLeft * across,
        bottomRight * across);
  }

  /** With left and right exchanged in an image of a width. */
  public Trapezoid mirrored(double width) {
    return new Trapezoid(
        top, bottom, width - topRight, width - topLeft, width - bottomRight, width - bottomLeft);
  }
}
