package io.github.maskloom.internal.pixel;

/**
 * The pass along a row of a Euclidean distance transform (Meijster, Roerdink and Hesselink, "A
 * general algorithm for computing distance transforms in linear time", 2000): from the distances
 * along columns to the squared distance of the nearest edge, in time linear in the row. The edge is
 * whatever the distances along columns lead to; they are unsigned.
 *
 * <p>Distances of {@code reach} and more are all told as {@code reach}.
 *
 * <p><b>Memory:</b> three ints a pixel. <b>Threads:</b> confined to one.
 */
final class NearestEdge {
  private final int width;
  private final int reach;
  private final int[] squared;

  /** The columns whose parabola is lowest somewhere, and where each starts to be. */
  private final int[] sites;

  private final int[] starts;
  private int last;

  /** Heap that this takes. */
  static long heapBytes(int width) {
    return 3L * Integer.BYTES * width;
  }

  NearestEdge(int width, int reach) {
    this.width = width;
    this.reach = reach;
    squared = new int[width];
    sites = new int[width];
    starts = new int[width];
  }

  /**
   * Measures a run of pixels, [from, to), which ends at the edge, at the border, or where nothing
   * beyond is within reach of the run.
   *
   * @param rows distances along the columns, for every pixel of the row
   */
  void measure(byte[] rows, int from, int to) {
    last = -1;
    // The unpainted pixels at both ends are nearer than whatever lies beyond them.
    int end = Math.min(to + 1, width);
    for (int x = Math.max(from - 1, 0); x < end; x++) {
      if ((rows[x] & 0xFF) < reach) {
        addSite(rows, x, from, to);
      }
    }
    int site = 0;
    long most = (long) reach * reach;
    for (int x = from; x < to; x++) {
      while (site < last && starts[site + 1] <= x) {
        site++;
      }
      squared[x] = (int) (last < 0 ? most : Math.min(most, distance(rows, sites[site], x)));
    }
  }

  private void addSite(byte[] rows, int x, int from, int to) {
    while (last >= 0
        && distance(rows, sites[last], starts[last]) > distance(rows, x, starts[last])) {
      last--;
    }
    int start = last < 0 ? from : 1 + lastNoFurther(rows, sites[last], x);
    if (start < to) {
      last++;
      sites[last] = x;
      starts[last] = start;
    }
  }

  /** The last column at which the site to the left is no further away than that to the right. */
  private static int lastNoFurther(byte[] rows, int left, int right) {
    long gap = (long) right - left;
    long onRight = rows[right] & 0xFF;
    long onLeft = rows[left] & 0xFF;
    long sum = gap * gap + onRight * onRight - onLeft * onLeft;
    return left + (int) Math.floorDiv(sum, 2 * gap);
  }

  /** The squared distance from a pixel of the row to the edge in a site's column. */
  private static long distance(byte[] rows, int site, int x) {
    long across = (long) x - site;
    long along = rows[site] & 0xFF;
    return across * across + along * along;
  }

  /** The squared distance of a pixel of the run, at most {@code reach} squared. */
  int squared(int x) {
    return squared[x];
  }
}
