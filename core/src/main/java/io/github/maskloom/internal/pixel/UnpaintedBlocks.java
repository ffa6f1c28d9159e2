package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Which blocks of a row of blocks have no coverage in any of their pixels.
 *
 * <p><b>Memory:</b> a byte a block. <b>Threads:</b> confined to one.
 */
public final class UnpaintedBlocks {
  private final int side;
  private final int missing;
  private final boolean[] painted;

  /**
   * A row of blocks, none of which is painted yet.
   *
   * @param blocks how many there are; the last one may be cut
   * @param side pixels across and down a block
   * @param missing pixels that the first one lacks on its left
   */
  public UnpaintedBlocks(int blocks, int side, int missing) {
    this.side = side;
    this.missing = missing;
    painted = new boolean[blocks];
  }

  /** Takes a row of pixels: RGBA, of which alpha is the coverage. */
  public void add(RasterWindow paint, int row) {
    int width = paint.geometry().width();
    int x = PaintedPixels.next(paint, row, 0);
    while (x < width) {
      int block = (x + missing) / side;
      painted[block] = true;
      x = PaintedPixels.next(paint, row, Math.min(width, (block + 1) * side - missing));
    }
  }

  /** Whether no pixel of a block was painted in any row that was taken. */
  public boolean isUnpainted(int block) {
    return !painted[block];
  }

  /** Goes on to the next row of blocks. */
  public void clear() {
    Arrays.fill(painted, false);
  }
}
