package io.github.maskloom.local.cutout;

import io.github.maskloom.ImageRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * An image made so small that it can be held: 1 MB at {@value #MAX_SIDE} pixels a side. An image
 * that is no larger is held as it is.
 *
 * @param imageWidth width of the image that it was made of, in pixels
 * @param imageHeight height of the image that it was made of, in pixels
 * @param width of the thumbnail, in pixels
 * @param height of the thumbnail, in pixels
 * @param argb the thumbnail's pixels in rows, 0xAARRGGBB, alpha not multiplied in; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // It is compared with nothing, and written to in place.
public record Thumbnail(int imageWidth, int imageHeight, int width, int height, int[] argb) {
  /** The usual length of the longer side, in pixels. */
  public static final int MAX_SIDE = 512;

  /**
   * Takes every row of an image, which stays the caller's to close.
   *
   * @param image at its first row
   * @param maxSide most pixels of the thumbnail's longer side; an image is never enlarged
   * @return a new thumbnail
   * @throws IOException if the image cannot be read
   */
  public static Thumbnail of(WindowReader image, int maxSide) throws IOException {
    ImageGeometry size = image.geometry();
    double scale = Math.min(1, (double) maxSide / Math.max(size.width(), size.height()));
    int width = Math.max(1, (int) Math.round(size.width() * scale));
    int height = Math.max(1, (int) Math.round(size.height() * scale));
    WindowReader small = scale < 1 ? ImageRows.scaled(image, width, height) : image;
    int[] argb = new int[width * height];
    WindowReader rgba = ImageRows.converted(small, 4, 8, 0);
    rgba.push(1, row -> load(row, argb));
    return new Thumbnail(size.width(), size.height(), width, height, argb);
  }

  /** One of the same size that holds nothing. */
  Thumbnail withoutPixels() {
    return new Thumbnail(imageWidth, imageHeight, width, height, new int[0]);
  }

  private static void load(RasterWindow row, int[] argb) {
    byte[] bytes = row.bytes();
    int width = row.geometry().width();
    int to = row.y() * width;
    for (int x = 0; x < width; x++) {
      argb[to + x] = (bytes[4 * x + 3] & 0xFF) << 24 | rgb(bytes, 4 * x);
    }
  }

  /**
   * {@return a color of three samples, as 0xRRGGBB}
   *
   * @param samples of 8 bits
   * @param at where red is, before green and blue
   */
  public static int rgb(byte[] samples, int at) {
    return (samples[at] & 0xFF) << 16 | (samples[at + 1] & 0xFF) << 8 | (samples[at + 2] & 0xFF);
  }

  /** {@return the grid of the pixels in {@link #argb}} */
  public CellGrid grid() {
    return new CellGrid(width, height);
  }

  /**
   * {@return the largest difference of red, green or blue between two colors, 0 to 255}
   *
   * @param rgb 0xRRGGBB; the bits above are passed over
   * @param other 0xRRGGBB; the bits above are passed over
   */
  public static int distance(int rgb, int other) {
    int red = Math.abs((rgb >> 16 & 0xFF) - (other >> 16 & 0xFF));
    int green = Math.abs((rgb >> 8 & 0xFF) - (other >> 8 & 0xFF));
    int blue = Math.abs((rgb & 0xFF) - (other & 0xFF));
    return Math.max(red, Math.max(green, blue));
  }

  /**
   * {@return the Rec. 601 luma of a color, 0 to 255}
   *
   * @param rgb 0xRRGGBB; the bits above are passed over
   */
  public static int luma(int rgb) {
    return ((rgb >> 16 & 0xFF) * 299 + (rgb >> 8 & 0xFF) * 587 + (rgb & 0xFF) * 114 + 500) / 1000;
  }
}
