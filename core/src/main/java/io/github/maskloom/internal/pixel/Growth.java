package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Widens what is painted by a disc, row in and row out: every pixel gets the most coverage that any
 * pixel within the disc around it has. So what is painted at alpha {@code a} grows as {@code a},
 * and a pixel is painted afterwards exactly if a painted one is that near. What lies beyond the
 * border of the image is not painted.
 *
 * <p>Rows go in as long as {@link #needsRow}; then {@link #next} takes one.
 *
 * <p><b>Memory:</b> O(width) rows of the disc, whatever the height. <b>Threads:</b> confined to
 * one.
 */
public abstract sealed class Growth permits HardGrowth, SoftGrowth {
  private final int height;
  private final int reach;
  private int fed;
  private int taken;

  Growth(ImageGeometry paint, Disc disc) {
    height = paint.height();
    reach = disc.rows();
  }

  /**
   * A growth of one mask.
   *
   * @param paint shape of the mask's rows of paint: RGBA, of which alpha is the coverage
   * @param soft whether coverage between none and full means something; if not, any is full
   */
  public static Growth of(ImageGeometry paint, Disc disc, boolean soft) {
    return soft ? new SoftGrowth(paint, disc) : new HardGrowth(paint, disc);
  }

  /** Heap that a growth takes. */
  public static long heapBytes(ImageGeometry paint, Disc disc, boolean soft) {
    return soft ? SoftGrowth.heapBytes(paint, disc) : HardGrowth.heapBytes(paint, disc);
  }

  /** Whether a row of the mask must go in before the next grown row can come out. */
  public final boolean needsRow() {
    return fed < height && fed <= taken + reach;
  }

  /**
   * Takes the mask's next row of paint, from top to bottom; it counts within its window.
   *
   * @throws IllegalStateException if none is needed
   */
  public final void feed(RasterWindow paint, int row) {
    if (!needsRow()) {
      throw new IllegalStateException("no row of the mask is needed");
    }
    feed(paint, row, fed);
    fed++;
  }

  /**
   * Sets the alpha of a row of RGBA to the next row of grown coverage; its colours stay as they
   * are.
   *
   * @param rgba the same row at every call, into which nobody else writes
   * @return whether anything is painted in it
   * @throws IllegalStateException if rows of the mask are needed first, or every row came out
   */
  public final boolean next(RasterWindow rgba, int row) {
    if (needsRow() || taken == height) {
      throw new IllegalStateException("no grown row can come out");
    }
    taken++;
    return take(rgba, row, taken - 1);
  }

  abstract void feed(RasterWindow paint, int row, int y);

  abstract boolean take(RasterWindow rgba, int row, int y);
}
