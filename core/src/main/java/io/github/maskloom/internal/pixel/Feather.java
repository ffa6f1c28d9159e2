package io.github.maskloom.internal.pixel;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Weights that rise from the edge of a painted region to its inside, row in and row out.
 *
 * <p>A pixel without coverage weighs nothing. Any other weighs {@code 3 t^2 - 2 t^3}, where {@code
 * t} is its Euclidean distance to the nearest pixel without coverage, over {@code pixels + 1}, and
 * at most 1: so the outermost {@code pixels} pixels along a straight edge are mixed, and at {@code
 * pixels = 0} none is. The border of the image is no edge. Distances are exact, by the two passes
 * of Meijster, Roerdink and Hesselink (2000), of which the first, down the columns, looks no
 * further than {@code pixels} rows.
 *
 * <p>Rows go in as long as {@link #needsRow}; then {@link #next} takes one, and {@link #weigh}
 * applies its weights.
 *
 * <p><b>Memory:</b> {@code pixels + 1} rows of a byte a pixel, and as many of coverage if that
 * counts; whatever the height. <b>Threads:</b> confined to one.
 */
public final class Feather {
  /** The widest feather: what keeps a distance within a byte, and the rows held few. */
  public static final int MAX_PIXELS = 100;

  private final int width;
  private final int height;
  private final int pixels;
  private final boolean soft;
  private final int max;

  /** Weights by squared distance; the last one is full. */
  private final int[] ramp;

  /** Rows to the nearest pixel above or below that has no coverage. */
  private final ColumnDistances rowsToEdge;

  private final RasterWindow coverage;
  private final NearestEdge nearest;
  private int taken;
  private long paintedPixels;

  /**
   * A feather along the edges of one mask.
   *
   * @param paint shape of the mask's rows of paint: RGBA, of which alpha is the coverage
   * @param pixels width of the ramp, 0 to {@link #MAX_PIXELS}
   * @param soft whether weights are multiplied by the coverage; if not, any coverage is full
   */
  public Feather(ImageGeometry paint, int pixels, boolean soft) {
    width = paint.width();
    height = paint.height();
    this.pixels = pixels;
    this.soft = soft;
    max = Samples.max(paint.depth());
    ramp = ramp(pixels, max);
    int rows = pixels + 1;
    rowsToEdge = new ColumnDistances(width, pixels);
    coverage = new RasterWindow(ImageGeometry.of(width, rows, 1, paint.depth()), soft ? rows : 1);
    nearest = new NearestEdge(width, rows);
  }

  /** Heap that a feather takes. */
  public static long heapBytes(ImageGeometry paint, int pixels, boolean soft) {
    long rows = pixels + 1L;
    long coverageRows = soft ? rows : 1;
    return ColumnDistances.heapBytes(paint.width(), pixels)
        + paint.width() * coverageRows * (paint.depth() / 8)
        + NearestEdge.heapBytes(paint.width())
        + Integer.BYTES * rows * rows;
  }

  private static int[] ramp(int pixels, int max) {
    int reach = pixels + 1;
    int[] ramp = new int[reach * reach + 1];
    for (int squared = 0; squared < ramp.length; squared++) {
      double t = Math.sqrt(squared) / reach;
      ramp[squared] = (int) Math.round(max * t * t * (3 - 2 * t));
    }
    return ramp;
  }

  /** Whether a row of the mask must go in before the next row of weights can come out. */
  public boolean needsRow() {
    return fed() < height && fed() <= taken + pixels;
  }

  /**
   * Takes the mask's next row of paint, from top to bottom; it counts within its window.
   *
   * @throws IllegalStateException if none is needed
   */
  public void feed(RasterWindow paint, int row) {
    checkState(needsRow(), "no row of the mask is needed");
    rowsToEdge.begin();
    int x = 0;
    while (x < width) {
      int from = PaintedPixels.next(paint, row, x);
      rowsToEdge.sites(x, from);
      x = PaintedPixels.endOfPaint(paint, row, from);
      rowsToEdge.others(from, x);
      paintedPixels += x - from;
    }
    if (soft && rowsToEdge.hasOthers(fed())) {
      keepCoverage(paint, row, slot(fed()));
    }
    rowsToEdge.end();
  }

  private void keepCoverage(RasterWindow paint, int row, int slot) {
    int to = coverage.rowOffset(slot);
    for (int x = 0; x < width; x++) {
      Samples.set(coverage, to + x, PaintedPixels.get(paint, row, x));
    }
  }

  /**
   * Goes on to the next row of weights.
   *
   * @return whether the mask has coverage in this row
   * @throws IllegalStateException if rows of the mask are needed first, or every row came out
   */
  public boolean next() {
    checkState(!needsRow() && taken < height, "no row of weights can come out");
    taken++;
    return rowsToEdge.hasOthers(taken - 1);
  }

  /** Pixels with coverage in the rows that went in. */
  public long paintedPixels() {
    return paintedPixels;
  }

  /** Whether the current row has no coverage at a pixel. */
  public boolean isUnpainted(int x) {
    return rowsToEdge.row(taken - 1)[x] == 0;
  }

  /** Multiplies the alpha of a row of RGBA by the current row's weights. */
  public void weigh(RasterWindow rgba, int row) {
    byte[] rows = rowsToEdge.row(taken - 1);
    int x = 0;
    while (x < width) {
      if (rows[x] == 0) {
        PaintedPixels.set(rgba, row, x++, 0);
      } else {
        int start = x;
        while (x < width && rows[x] != 0) {
          x++;
        }
        weighRun(rgba, row, start, x);
      }
    }
  }

  private void weighRun(RasterWindow rgba, int row, int from, int to) {
    nearest.measure(rowsToEdge.row(taken - 1), from, to);
    int kept = coverage.rowOffset(slot(taken - 1));
    for (int x = from; x < to; x++) {
      int weight = ramp[nearest.squared(x)];
      if (soft) {
        weight = Samples.product(weight, Samples.get(coverage, kept + x), max);
      }
      int alpha = PaintedPixels.get(rgba, row, x);
      PaintedPixels.set(rgba, row, x, alpha == max ? weight : Samples.product(weight, alpha, max));
    }
  }

  private int fed() {
    return rowsToEdge.ended();
  }

  private int slot(int y) {
    return y % (pixels + 1);
  }
}
