package io.github.maskloom.local.light;

import io.github.maskloom.raster.RasterWindow;

/**
 * How sharp an image is: the width of its sharper edges, in pixels. An edge's width is what it
 * rises by, over its steepest step: 1 if it is as sharp as pixels can be. Looks at green alone.
 */
public final class EdgeWidths {
  /** How many pixels to each side an edge may reach. */
  private static final int REACH = 6;

  private static final int MIN_STEP = 6;
  private static final int MIN_RISE = 25;
  private static final int MIN_EDGES = 60;
  private static final double SHARP_SHARE = 0.25;
  private static final int BINS_A_PIXEL = 8;

  private final int[] bins = new int[(2 * REACH + 2) * BINS_A_PIXEL];
  private final int bands;
  private int edges;

  /**
   * Begins an empty tally.
   *
   * @param bands of the images, RGB or RGBA: 3 or 4
   */
  public EdgeWidths(int bands) {
    this.bands = bands;
  }

  /**
   * Adds the edges of every row of a window.
   *
   * @param window of 8 bits a sample, with as many bands as the tally
   */
  public void add(RasterWindow window) {
    int width = window.geometry().width();
    for (int row = 0; row < window.rows(); row++) {
      add(window.bytes(), window.rowOffset(row), 0, width);
    }
  }

  /** Adds pixels of a row, from one up to another. */
  void add(byte[] samples, int offset, int from, int to) {
    for (int x = from + REACH; x < to - REACH - 1; x++) {
      int step = Math.abs(green(samples, offset, x + 1) - green(samples, offset, x));
      if (step >= MIN_STEP) {
        addEdge(samples, offset, x, step);
      }
    }
  }

  private void addEdge(byte[] samples, int offset, int x, int step) {
    int least = 255;
    int most = 0;
    int last = green(samples, offset, x - REACH);
    for (int at = x - REACH; at <= x + REACH + 1; at++) {
      int sample = green(samples, offset, at);
      if (Math.abs(sample - last) > step) {
        return;
      }
      last = sample;
      least = Math.min(least, sample);
      most = Math.max(most, sample);
    }
    if (most - least >= MIN_RISE) {
      int bin = (int) ((double) (most - least) / step * BINS_A_PIXEL);
      bins[Math.min(bins.length - 1, bin)]++;
      edges++;
    }
  }

  private int green(byte[] samples, int offset, int x) {
    return samples[offset + x * bands + 1] & 0xFF;
  }

  /**
   * {@return the width in pixels that the sharpest quarter of edges stays within, at least 1; 0 if
   * fewer than 60 edges came}
   */
  public double width() {
    if (edges < MIN_EDGES) {
      return 0;
    }
    int left = (int) (SHARP_SHARE * edges);
    int bin = 0;
    while (left >= bins[bin]) {
      left -= bins[bin++];
    }
    return Math.max(1, (bin + 0.5) / BINS_A_PIXEL);
  }
}
