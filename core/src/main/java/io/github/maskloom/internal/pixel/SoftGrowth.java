package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Growth where coverage between none and full means something: the largest coverage within the
 * disc.
 *
 * <p>A row that goes in is spread over every chord of the disc, and each chord is added to the rows
 * above and below that it belongs to. The largest sample of each {@code 2^k} neighbours is had from
 * that of {@code 2^(k-1)}, and two of these make any chord; so a row takes time by the rows of the
 * disc, not by its area.
 *
 * <p><b>Memory:</b> two bytes a pixel for each row from the disc's top to its bottom.
 */
final class SoftGrowth extends Growth {
  private final int width;
  private final int height;
  private final Disc disc;

  /** For row y, at y modulo their number, the most coverage so far. */
  private final char[][] grown;

  private final boolean[] painted;

  /** Samples before and behind the row, so that no chord has to be cut. */
  private final int margin;

  /** The largest sample of those from here on, {@link #span} of them; the row begins at margin. */
  private final char[] most;

  private int span;
  private final char[] chord;
  private boolean dirty;

  SoftGrowth(ImageGeometry paint, Disc disc) {
    super(paint, disc);
    this.disc = disc;
    width = paint.width();
    height = paint.height();
    grown = new char[2 * disc.rows() + 1][width];
    painted = new boolean[grown.length];
    margin = margin(disc);
    most = new char[width + 2 * margin];
    chord = new char[width];
  }

  private static int margin(Disc disc) {
    return 2 * disc.halfWidth(0) + 1;
  }

  static long heapBytes(ImageGeometry paint, Disc disc) {
    long rows = 2L * disc.rows() + 1;
    return Character.BYTES * ((rows + 2) * paint.width() + 2L * margin(disc));
  }

  @Override
  void feed(RasterWindow paint, int row, int y) {
    int begin = PaintedPixels.next(paint, row, 0);
    if (begin == width) {
      return;
    }
    Arrays.fill(most, (char) 0);
    int end = begin;
    for (int x = begin; x < width; x = PaintedPixels.next(paint, row, end)) {
      end = PaintAlpha.endOfPaint(paint, row, x);
      for (int i = x; i < end; i++) {
        most[margin + i] = (char) PaintAlpha.get(paint, row, i);
      }
    }
    span = 1;
    for (int down = disc.rows(); down >= 0; down--) {
      spread(disc.halfWidth(down), y, down, begin, end);
    }
  }

  private void spread(int halfWidth, int y, int down, int begin, int end) {
    while (2 * span <= 2 * halfWidth + 1) {
      int stop = margin + end;
      // Ascending, so that what is added on the right is still of the shorter span.
      for (int i = Math.max(0, margin + begin - 2 * span); i < stop; i++) {
        most[i] = (char) Math.max(most[i], most[i + span]);
      }
      span *= 2;
    }
    int from = Math.max(0, begin - halfWidth);
    int to = Math.min(width, end + halfWidth);
    int left = margin - halfWidth;
    int right = margin + halfWidth + 1 - span;
    for (int x = from; x < to; x++) {
      chord[x] = (char) Math.max(most[x + left], most[x + right]);
    }
    if (y - down >= 0) {
      add(y - down, from, to);
    }
    if (down > 0 && y + down < height) {
      add(y + down, from, to);
    }
  }

  private void add(int y, int from, int to) {
    char[] row = grown[y % grown.length];
    for (int x = from; x < to; x++) {
      row[x] = (char) Math.max(row[x], chord[x]);
    }
    painted[y % grown.length] = true;
  }

  @Override
  boolean take(RasterWindow rgba, int row, int y) {
    int slot = y % grown.length;
    boolean any = painted[slot];
    if (any) {
      for (int x = 0; x < width; x++) {
        PaintAlpha.set(rgba, row, x, grown[slot][x]);
      }
      Arrays.fill(grown[slot], (char) 0);
      painted[slot] = false;
    } else if (dirty) {
      PaintAlpha.fill(rgba, row, 0, width, 0);
    }
    dirty = any;
    return any;
  }
}
