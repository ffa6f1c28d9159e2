package io.github.maskloom.fusion.local;

import io.github.maskloom.raster.RasterWindow;

/**
 * Makes the ground of a picture transparent, row by row.
 *
 * <p>Far inside of the furniture every pixel stays. Elsewhere alpha follows the distance of a
 * pixel's colour from the ground's colour at that place, shadow and all, in a soft threshold; and
 * the ground's share is taken out of a pixel that keeps some alpha.
 *
 * <p><b>Memory:</b> 2 MB, whatever the picture. <b>Threads:</b> safe.
 */
final class BackgroundKey {
  /** How many pixels of the thumbnail an edge may be wide. */
  private static final int EDGE = 2;

  private static final int LEAST_THRESHOLD = 10;
  private static final int SOFT_RANGE = 36;
  private static final int BANDS = 4;

  private final Thumbnail size;

  /** The ground's colour where a pixel may be ground, else {@link #INSIDE}. */
  private final int[] groundAt;

  private static final int INSIDE = -1;
  private final int threshold;

  private BackgroundKey(Thumbnail size, int[] groundAt, int threshold) {
    this.size = size;
    this.groundAt = groundAt;
    this.threshold = threshold;
  }

  static BackgroundKey of(Thumbnail picture, Ground ground, boolean[] outside) {
    int[] colours = new int[outside.length];
    for (int at = 0; at < colours.length; at++) {
      colours[at] = outside[at] ? picture.argb()[at] & 0xFFFFFF : INSIDE;
    }
    for (int i = 0; i < EDGE; i++) {
      colours = grown(colours, picture.width());
    }
    return new BackgroundKey(picture, colours, Math.max(LEAST_THRESHOLD, ground.noise() + 4));
  }

  /** Gives pixels beside the known ones the mean of these. */
  private static int[] grown(int[] colours, int width) {
    int[] grown = colours.clone();
    for (int at = 0; at < colours.length; at++) {
      if (colours[at] == INSIDE) {
        grown[at] = meanAround(colours, at, width);
      }
    }
    return grown;
  }

  private static int meanAround(int[] colours, int at, int width) {
    int x = at % width;
    int y = at / width;
    int height = colours.length / width;
    int red = 0;
    int green = 0;
    int blue = 0;
    int count = 0;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        int colour = colours[ny * width + nx];
        if (colour != INSIDE) {
          red += colour >> 16 & 0xFF;
          green += colour >> 8 & 0xFF;
          blue += colour & 0xFF;
          count++;
        }
      }
    }
    return count == 0 ? INSIDE : (red / count) << 16 | (green / count) << 8 | (blue / count);
  }

  /** Keys the rows of a window of RGBA, 8 bits, which may be any part of the picture's height. */
  void apply(RasterWindow window) {
    byte[] bytes = window.bytes();
    for (int row = 0; row < window.rows(); row++) {
      int y = (int) ((long) (window.y() + row) * size.height() / size.pictureHeight());
      int offset = window.rowOffset(row);
      for (int x = 0; x < size.pictureWidth(); x++) {
        int cell = (int) ((long) x * size.width() / size.pictureWidth());
        int ground = groundAt[y * size.width() + cell];
        if (ground != INSIDE) {
          key(bytes, offset + x * BANDS, ground);
        }
      }
    }
  }

  private void key(byte[] rgba, int at, int ground) {
    int pixel = (rgba[at] & 0xFF) << 16 | (rgba[at + 1] & 0xFF) << 8 | (rgba[at + 2] & 0xFF);
    double alpha = alpha(Thumbnail.distance(pixel, ground));
    for (int band = 0; band < 3 && alpha > 0 && alpha < 1; band++) {
      int behind = ground >> (16 - 8 * band) & 0xFF;
      double own = behind + ((rgba[at + band] & 0xFF) - behind) / alpha;
      rgba[at + band] = (byte) Math.round(Math.max(0, Math.min(255, own)));
    }
    rgba[at + 3] = (byte) Math.round(alpha * (rgba[at + 3] & 0xFF));
  }

  /** Soft from 0 at the threshold to 1, without a kink. */
  private double alpha(int distance) {
    double t = Math.max(0, Math.min(1, (double) (distance - threshold) / SOFT_RANGE));
    return t * t * (3 - 2 * t);
  }
}
