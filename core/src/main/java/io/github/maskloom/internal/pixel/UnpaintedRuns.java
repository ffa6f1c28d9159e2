package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;

/**
 * The runs of unpainted pixels of one row, each with a label.
 *
 * <p><b>Memory:</b> 6 bytes for each pixel of the row.
 */
final class UnpaintedRuns {
  private final int[] starts;
  private final int[] ends;
  private final int[] labels;
  private int count;

  UnpaintedRuns(int width) {
    int most = mostRuns(width);
    starts = new int[most];
    ends = new int[most];
    labels = new int[most];
  }

  private static int mostRuns(int width) {
    return width / 2 + 1;
  }

  static long heapBytes(int width) {
    return 3L * Integer.BYTES * mostRuns(width);
  }

  /** Finds the runs of a row of RGBA; their labels are to be set. */
  void find(RasterWindow paint, int row) {
    int width = paint.geometry().width();
    count = 0;
    int x = 0;
    while (x < width) {
      int end = PaintedPixels.next(paint, row, x);
      if (end > x) {
        starts[count] = x;
        ends[count] = end;
        count++;
      }
      x = PaintAlpha.endOfPaint(paint, row, end);
    }
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  int start(int run) {
    return starts[run];
  }

  /** The pixel behind the last one. */
  int end(int run) {
    return ends[run];
  }

  int label(int run) {
    return labels[run];
  }

  void label(int run, int label) {
    labels[run] = label;
  }
}
