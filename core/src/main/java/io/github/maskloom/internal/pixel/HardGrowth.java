package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Growth where any coverage is full: by the exact distance to the nearest painted pixel, in time
 * linear in the row whatever the disc.
 *
 * <p><b>Memory:</b> a byte a pixel for each row that the disc reaches, and one more.
 */
final class HardGrowth extends Growth {
  private final int width;
  private final Disc disc;
  private final int full;
  private final ColumnDistances rowsToPaint;
  private final NearestEdge nearest;

  /** For row y, at y modulo their length, where its paint begins and ends; empty if it has none. */
  private final int[] begins;

  private final int[] ends;

  /** The columns of the row that came out last in which something may be painted. */
  private int dirtyFrom;

  private int dirtyTo;

  HardGrowth(ImageGeometry paint, Disc disc) {
    super(paint, disc);
    this.disc = disc;
    width = paint.width();
    full = Samples.max(paint.depth());
    rowsToPaint = new ColumnDistances(width, disc.rows());
    nearest = new NearestEdge(width, rowsToPaint.reach());
    begins = new int[2 * disc.rows() + 1];
    ends = new int[begins.length];
  }

  static long heapBytes(ImageGeometry paint, Disc disc) {
    return ColumnDistances.heapBytes(paint.width(), disc.rows())
        + NearestEdge.heapBytes(paint.width())
        + 2L * Integer.BYTES * (2 * disc.rows() + 1);
  }

  @Override
  void feed(RasterWindow paint, int row, int y) {
    rowsToPaint.begin();
    int slot = y % begins.length;
    int x = PaintedPixels.next(paint, row, 0);
    begins[slot] = x;
    ends[slot] = 0;
    rowsToPaint.others(0, x);
    while (x < width) {
      int end = PaintAlpha.endOfPaint(paint, row, x);
      rowsToPaint.sites(x, end);
      ends[slot] = end;
      x = PaintedPixels.next(paint, row, end);
      rowsToPaint.others(end, x);
    }
    rowsToPaint.end();
  }

  @Override
  boolean take(RasterWindow rgba, int row, int y) {
    PaintAlpha.fill(rgba, row, dirtyFrom, dirtyTo, 0);
    int begin = width;
    int end = 0;
    for (int near = Math.max(0, y - disc.rows()); near <= lastNear(y); near++) {
      begin = Math.min(begin, begins[near % begins.length]);
      end = Math.max(end, ends[near % ends.length]);
    }
    dirtyFrom = Math.max(0, begin - disc.rows() - 1);
    dirtyTo = begin < end ? Math.min(width, end + disc.rows() + 1) : dirtyFrom;
    return begin < end && paint(rgba, row, y);
  }

  private int lastNear(int y) {
    return Math.min(y + disc.rows(), rowsToPaint.ended() - 1);
  }

  private boolean paint(RasterWindow rgba, int row, int y) {
    nearest.measure(rowsToPaint.row(y), dirtyFrom, dirtyTo);
    boolean painted = false;
    for (int x = dirtyFrom; x < dirtyTo; x++) {
      if (nearest.squared(x) <= disc.limit()) {
        PaintAlpha.set(rgba, row, x, full);
        painted = true;
      }
    }
    return painted;
  }
}
