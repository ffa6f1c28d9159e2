package io.github.maskloom.testing;

import java.awt.Point;

/** Where EXIF says that pixels are stored (CIPA DC-008, section 4.6.5.1). */
public final class StoredPlace {
  private StoredPlace() {}

  /**
   * Where the pixel that is seen at a place is stored.
   *
   * @param width of the stored image
   * @param height of the stored image
   */
  public static Point of(int x, int y, int width, int height, int orientation) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> new Point(right - x, y);
      case 3 -> new Point(right - x, bottom - y);
      case 4 -> new Point(x, bottom - y);
      case 5 -> new Point(y, x);
      case 6 -> new Point(y, bottom - x);
      case 7 -> new Point(right - y, bottom - x);
      case 8 -> new Point(right - y, x);
      default -> new Point(x, y);
    };
  }
}
