package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.RasterWindow;

/**
 * Counts what is painted while rows of paint pass.
 *
 * <p>A pixel is painted if its alpha is above 0. Alphas count on the scale 0 to 255; those of
 * 16-bit paint are rounded to it, painted ones to at least 1.
 *
 * <p><b>Memory:</b> constant. <b>Threads:</b> confined to one.
 */
public final class MaskTally {
  private final int width;

  /** How often each alpha from 0 to 255 occurred. */
  private final long[] counts = new long[256];

  private long paintedPixels;
  private int rows;
  private int minX;
  private int maxX = -1;
  private int minY;
  private int maxY = -1;

  /** A tally of an image of this width, before its first row. */
  public MaskTally(int width) {
    this.width = width;
    minX = width;
  }

  /** Counts the next row of the image: a row of RGBA paint, which counts within its window. */
  public void add(RasterWindow paint, int row) {
    int x = PaintedPixels.next(paint, row, 0);
    if (x < width) {
      minX = Math.min(minX, x);
      minY = isEmpty() ? rows : minY;
      maxY = rows;
    }
    while (x < width) {
      x = countRun(paint, row, x);
      maxX = Math.max(maxX, x - 1);
      x = PaintedPixels.next(paint, row, x);
    }
    rows++;
  }

  /** Counts the next row of the image, in which nothing is painted. */
  public void addUnpainted() {
    rows++;
  }

  /** Counts pixels from a painted one up to the first unpainted one, and returns that. */
  private int countRun(RasterWindow paint, int row, int start) {
    int alpha = alpha(paint, row, start);
    int since = start;
    int x = start;
    while (alpha > 0) {
      x++;
      int next = x < width ? alpha(paint, row, x) : 0;
      if (next != alpha) {
        counts[alpha] += x - since;
        paintedPixels += x - since;
        alpha = next;
        since = x;
      }
    }
    return x;
  }

  private static int alpha(RasterWindow paint, int row, int x) {
    int alpha = PaintedPixels.get(paint, row, x);
    boolean narrow = paint.geometry().depth() == 8 || alpha == 0;
    return narrow ? alpha : Math.max(1, Samples.narrow(alpha));
  }

  /** Painted pixels. */
  public long paintedPixels() {
    return paintedPixels;
  }

  /** Whether no painted pixel was seen. */
  public boolean isEmpty() {
    return maxY < 0;
  }

  /** Leftmost painted column; 0 if nothing is painted. */
  public int minX() {
    return isEmpty() ? 0 : minX;
  }

  /** Topmost painted row; 0 if nothing is painted. */
  public int minY() {
    return minY;
  }

  /** Columns from the leftmost painted to the rightmost; 0 if nothing is painted. */
  public int boxWidth() {
    return isEmpty() ? 0 : maxX - minX + 1;
  }

  /** Rows from the topmost painted to the lowest; 0 if nothing is painted. */
  public int boxHeight() {
    return isEmpty() ? 0 : maxY - minY + 1;
  }

  /** The mean alpha of painted pixels; 0 if nothing is painted. */
  public double meanAlpha() {
    long sum = 0;
    for (int alpha = 0; alpha < counts.length; alpha++) {
      sum += alpha * counts[alpha];
    }
    return sum == 0 ? 0 : (double) sum / paintedPixels;
  }

  /** The most common alpha of painted pixels, the lowest of several; 0 if nothing is painted. */
  public int dominantAlpha() {
    int best = 0;
    for (int alpha = 1; alpha < counts.length; alpha++) {
      best = counts[alpha] > counts[best] ? alpha : best;
    }
    return best;
  }
}
