package io.github.maskloom.internal.pixel;

import java.util.Arrays;

/**
 * The pass down the columns of a Euclidean distance transform: for each pixel, the rows to the
 * nearest site above or below it. It looks no further than some rows, and tells {@link #reach}
 * where there is no site within them.
 *
 * <p>A row is told from left to right as runs of {@link #sites} and {@link #others}, between {@link
 * #begin} and {@link #end}. Rows are known for good once as many more rows as it looks have ended.
 * The border of the image is no site.
 *
 * <p><b>Memory:</b> a byte a pixel for each of {@link #reach} rows. <b>Threads:</b> confined to
 * one.
 */
final class ColumnDistances {
  private final int looks;

  /** For row y, at y modulo the ring's length, unsigned. */
  private final byte[][] ring;

  private final boolean[] hasOthers;
  private int ended;

  /** The last row with a site; far above the first row if there was none. */
  private int lastSite;

  /**
   * Distances that are known within some rows.
   *
   * @param looks rows that it looks up and down, at most 254
   */
  ColumnDistances(int width, int looks) {
    this.looks = looks;
    ring = new byte[looks + 1][width];
    for (byte[] row : ring) {
      Arrays.fill(row, (byte) reach());
    }
    hasOthers = new boolean[looks + 1];
    lastSite = -1 - looks;
  }

  /** Heap that this takes. */
  static long heapBytes(int width, int looks) {
    return (looks + 1L) * width;
  }

  /** What is told where no site is near: one row more than it looks. */
  int reach() {
    return looks + 1;
  }

  /** Begins the next row. */
  void begin() {
    hasOthers[slot(ended)] = false;
  }

  /** A run of sites in the row that was begun, [from, to). */
  void sites(int from, int to) {
    if (ended > 0 && looks > 0 && hasOthers(ended + looks)) {
      for (int x = from; x < to; x++) {
        siteBelow(x);
      }
    }
    if (from < to) {
      Arrays.fill(row(ended), from, to, (byte) 0);
      lastSite = ended;
    }
  }

  /** Tells the pixels above a site how far below them it is. */
  private void siteBelow(int x) {
    int furthest = Math.min(looks, ended);
    for (int rows = 1; rows <= furthest; rows++) {
      byte[] row = row(ended - rows);
      if ((row[x] & 0xFF) <= rows) {
        return;
      }
      row[x] = (byte) rows;
    }
  }

  /** A run of pixels that are no sites in the row that was begun, [from, to). */
  void others(int from, int to) {
    if (from < to) {
      hasOthers[slot(ended)] = true;
    }
    byte[] here = row(ended);
    if (ended - lastSite > looks) {
      Arrays.fill(here, from, to, (byte) reach());
      return;
    }
    byte[] above = row(ended + looks);
    for (int x = from; x < to; x++) {
      here[x] = (byte) Math.min((above[x] & 0xFF) + 1, reach());
    }
  }

  /** Ends the row that was begun. */
  void end() {
    ended++;
  }

  /** Rows that ended. */
  int ended() {
    return ended;
  }

  /** Whether a row has pixels that are no sites. */
  boolean hasOthers(int y) {
    return hasOthers[slot(y)];
  }

  /** The distances of a row, unsigned; not to be changed. */
  byte[] row(int y) {
    return ring[slot(y)];
  }

  private int slot(int y) {
    return y % ring.length;
  }
}
