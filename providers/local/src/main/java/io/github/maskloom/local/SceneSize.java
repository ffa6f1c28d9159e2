package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.raster.ImageGeometry;

/**
 * How large a scene is, or is to become.
 *
 * @param width in pixels
 * @param height in pixels
 */
record SceneSize(int width, int height) {
  private static final double KILO = 1024;

  static SceneSize of(ImageGeometry geometry) {
    return new SceneSize(geometry.width(), geometry.height());
  }

  /**
   * What a scene of this size becomes if a size is asked for: as large as it can be within that
   * without losing its ratio, to a pixel.
   */
  SceneSize as(OutputSize asked) {
    if (asked.isInPixels()) {
      return within(new SceneSize(asked.width(), asked.height()));
    }
    if (asked.isNamed()) {
      return scaled(
          KILO * Integer.parseInt(asked.name().replace("K", "")) / Math.max(width, height));
    }
    return this;
  }

  private SceneSize within(SceneSize bounds) {
    double across = (double) bounds.width / width;
    double down = (double) bounds.height / height;
    SceneSize fitted = across < down ? scaled(across) : scaled(down);
    int off = Math.max(bounds.width - fitted.width, bounds.height - fitted.height);
    return off <= 1 ? bounds : fitted;
  }

  private SceneSize scaled(double scale) {
    return new SceneSize(
        Math.max(1, (int) Math.round(width * scale)),
        Math.max(1, (int) Math.round(height * scale)));
  }

  /** A box in an image of another size, in this one's pixels; it keeps at least one. */
  BoundingBox scaled(BoundingBox box, SceneSize from) {
    int left = (int) ((long) box.x() * width / from.width);
    int top = (int) ((long) box.y() * height / from.height);
    long right = ((long) box.x() + box.width()) * width / from.width;
    long bottom = ((long) box.y() + box.height()) * height / from.height;
    return new BoundingBox(
        left, top, (int) Math.max(1, right - left), (int) Math.max(1, bottom - top));
  }
}
