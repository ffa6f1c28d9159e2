package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * How a stored image must be transformed to be seen upright: the eight values of the EXIF tag
 * Orientation (CIPA DC-008, section 4.6.5.1; TIFF 6.0, tag 274).
 *
 * <p>Each is a composition of three steps, in this order, the last two on the image as it is after
 * the first:
 *
 * <ol>
 *   <li>{@link #swapsSides}: transpose, so that column x of the stored image becomes row x;
 *   <li>{@link #mirrorsRows}: reverse the pixels of every row;
 *   <li>{@link #reversesRows}: deliver the rows from the last to the first.
 * </ol>
 *
 * <p>Rotations are named clockwise.
 */
public enum Orientation {
  /** Stored as it is seen. */
  UPRIGHT(false, false, false),
  /** Left and right are exchanged. */
  MIRRORED(false, true, false),
  /** Must turn by half a circle. */
  ROTATED_180(false, true, true),
  /** Top and bottom are exchanged. */
  FLIPPED(false, false, true),
  /** Rows and columns are exchanged. */
  TRANSPOSED(true, false, false),
  /** Must turn right by a quarter. */
  ROTATED_90(true, true, false),
  /** Rows and columns are exchanged, counted from the last. */
  TRANSVERSED(true, true, true),
  /** Must turn left by a quarter. */
  ROTATED_270(true, false, true);

  /** Pixels along a tile's side: 32 cache lines are in use at a time on either side. */
  private static final int TILE = 32;

  private static final Orientation[] BY_EXIF = values();

  private final boolean swapsSides;
  private final boolean mirrorsRows;
  private final boolean reversesRows;

  Orientation(boolean swapsSides, boolean mirrorsRows, boolean reversesRows) {
    this.swapsSides = swapsSides;
    this.mirrorsRows = mirrorsRows;
    this.reversesRows = reversesRows;
  }

  /**
   * {@return the orientation with an EXIF value, 1 to 8; reserved values count as upright}
   *
   * @param exifValue as the file has it
   */
  public static Orientation of(int exifValue) {
    return exifValue < 1 || exifValue > BY_EXIF.length ? UPRIGHT : BY_EXIF[exifValue - 1];
  }

  /** {@return whether the stored image must be transposed first; width and height change places} */
  public boolean swapsSides() {
    return swapsSides;
  }

  /** {@return whether the pixels of every row, once transposed, must be reversed} */
  public boolean mirrorsRows() {
    return mirrorsRows;
  }

  /** {@return whether rows, once transposed, must be delivered from the last to the first} */
  public boolean reversesRows() {
    return reversesRows;
  }

  /**
   * {@return the shape of a stored image once it is upright}
   *
   * @param stored the shape of the rows in the file
   */
  public ImageGeometry upright(ImageGeometry stored) {
    return swapsSides ? stored.withSize(stored.height(), stored.width()) : stored;
  }

  /**
   * Reverses the pixels of every row that a window holds, in place.
   *
   * @param window changed in place
   */
  public static void mirrorRows(RasterWindow window) {
    int bands = window.geometry().bands();
    for (int row = 0; row < window.rows(); row++) {
      int left = window.rowOffset(row);
      int right = window.rowOffset(row + 1) - bands;
      for (; left < right; left += bands, right -= bands) {
        if (window.geometry().depth() == 8) {
          swap(window.bytes(), left, right, bands);
        } else {
          swap(window.shorts(), left, right, bands);
        }
      }
    }
  }

  private static void swap(byte[] samples, int left, int right, int bands) {
    for (int band = 0; band < bands; band++) {
      byte sample = samples[left + band];
      samples[left + band] = samples[right + band];
      samples[right + band] = sample;
    }
  }

  private static void swap(short[] samples, int left, int right, int bands) {
    for (int band = 0; band < bands; band++) {
      short sample = samples[left + band];
      samples[left + band] = samples[right + band];
      samples[right + band] = sample;
    }
  }

  /**
   * Transposes a block of rows: its column x becomes row x of the result, {@code rows} pixels long.
   *
   * @param block rows from its start, one after the other
   * @param rows rows in the block
   * @param width pixels of a row
   * @param pixelBytes bytes of a pixel, 1 to 8
   * @param transposed takes {@code width} rows from its start; another array than {@code block}
   */
  public static void transpose(
      byte[] block, int rows, int width, int pixelBytes, byte[] transposed) {
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(top + TILE, rows);
      for (int left = 0; left < width; left += TILE) {
        int right = Math.min(left + TILE, width);
        for (int x = left; x < right; x++) {
          int from = (top * width + x) * pixelBytes;
          int to = (x * rows + top) * pixelBytes;
          for (int y = top; y < bottom; y++) {
            copyPixel(block, from, transposed, to, pixelBytes);
            from += width * pixelBytes;
            to += pixelBytes;
          }
        }
      }
    }
  }

  private static void copyPixel(byte[] from, int fromIndex, byte[] to, int toIndex, int bytes) {
    for (int i = 0; i < bytes; i++) {
      to[toIndex + i] = from[fromIndex + i];
    }
  }
}
