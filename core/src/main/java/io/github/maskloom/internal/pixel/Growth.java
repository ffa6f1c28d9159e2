package io.github.maskloom.internal.pixel;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

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
public abstract class Growth {
  final int width;
  final int height;
  final Disc disc;
  private int fed;
  private int taken;

  Growth(ImageGeometry paint, Disc disc) {
    width = paint.width();
    height = paint.height();
    this.disc = disc;
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
    return fed < height && fed <= taken + disc.rows();
  }

  /**
   * Takes the mask's next row of paint, from top to bottom; it counts within its window.
   *
   * @throws IllegalStateException if none is needed
   */
  public final void feed(RasterWindow paint, int row) {
    checkState(needsRow(), "no row of the mask is needed");
    feed(paint, row, fed);
    fed++;
  }

  /**
   * Sets the alpha of a row of RGBA to the next row of grown coverage; its colors stay as they are.
   *
   * @param rgba the same row at every call; others may only clear pixels of it
   * @return whether anything is painted in it
   * @throws IllegalStateException if rows of the mask are needed first, or every row came out
   */
  public final boolean next(RasterWindow rgba, int row) {
    checkState(!needsRow() && taken < height, "no grown row can come out");
    taken++;
    return take(rgba, row, taken - 1);
  }

  abstract void feed(RasterWindow paint, int row, int y);

  abstract boolean take(RasterWindow rgba, int row, int y);

  /**
   * Growth where any coverage is full: by the exact distance to the nearest painted pixel, in time
   * linear in the row whatever the disc.
   *
   * <p><b>Memory:</b> a byte a pixel for each row that the disc reaches, and one more.
   */
  static final class HardGrowth extends Growth {
    private final int full;
    private final ColumnDistances rowsToPaint;
    private final NearestEdge nearest;

    /**
     * For row y, at y modulo their length, where its paint begins and ends; empty if it has none.
     */
    private final int[] begins;

    private final int[] ends;

    /** The columns of the row that came out last in which something may be painted. */
    private int dirtyFrom;

    private int dirtyTo;

    HardGrowth(ImageGeometry paint, Disc disc) {
      super(paint, disc);
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
        int end = PaintedPixels.endOfPaint(paint, row, x);
        rowsToPaint.sites(x, end);
        ends[slot] = end;
        x = PaintedPixels.next(paint, row, end);
        rowsToPaint.others(end, x);
      }
      rowsToPaint.end();
    }

    @Override
    boolean take(RasterWindow rgba, int row, int y) {
      PaintedPixels.fill(rgba, row, dirtyFrom, dirtyTo, 0);
      int begin = width;
      int end = 0;
      int last = Math.min(y + disc.rows(), rowsToPaint.ended() - 1);
      for (int near = Math.max(0, y - disc.rows()); near <= last; near++) {
        begin = Math.min(begin, begins[near % begins.length]);
        end = Math.max(end, ends[near % ends.length]);
      }
      dirtyFrom = Math.max(0, begin - disc.rows() - 1);
      dirtyTo = begin < end ? Math.min(width, end + disc.rows() + 1) : dirtyFrom;
      return begin < end && paint(rgba, row, y);
    }

    private boolean paint(RasterWindow rgba, int row, int y) {
      nearest.measure(rowsToPaint.row(y), dirtyFrom, dirtyTo);
      boolean painted = false;
      for (int x = dirtyFrom; x < dirtyTo; x++) {
        if (nearest.squared(x) <= disc.limit()) {
          PaintedPixels.set(rgba, row, x, full);
          painted = true;
        }
      }
      return painted;
    }
  }

  /**
   * Growth where coverage between none and full means something: the largest coverage within the
   * disc.
   *
   * <p>A row that goes in is spread over every chord of the disc, and each chord is added to the
   * rows above and below that it belongs to. The largest sample of each {@code 2^k} neighbors is
   * had from that of {@code 2^(k-1)}, and two of these make any chord; so a row takes time by the
   * rows of the disc, not by its area.
   *
   * <p><b>Memory:</b> two bytes a pixel for each row from the disc's top to its bottom.
   */
  static final class SoftGrowth extends Growth {
    /** For row y, at y modulo their number, the most coverage so far. */
    private final char[][] grown;

    private final boolean[] painted;

    /** Samples before and behind the row, so that no chord has to be cut. */
    private final int margin;

    /**
     * The largest sample of those from here on, {@link #span} of them; the row begins at margin.
     */
    private final char[] most;

    private int span;
    private final char[] chord;
    private boolean dirty;

    SoftGrowth(ImageGeometry paint, Disc disc) {
      super(paint, disc);
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
        end = PaintedPixels.endOfPaint(paint, row, x);
        for (int i = x; i < end; i++) {
          most[margin + i] = (char) PaintedPixels.get(paint, row, i);
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
          PaintedPixels.set(rgba, row, x, grown[slot][x]);
        }
        Arrays.fill(grown[slot], (char) 0);
        painted[slot] = false;
      } else if (dirty) {
        PaintedPixels.fill(rgba, row, 0, width, 0);
      }
      dirty = any;
      return any;
    }
  }

  /**
   * The pixels around one that count as near it: those whose squared distance is at most {@code
   * limit}.
   *
   * @param rows how many rows it reaches up and down
   * @param limit the largest squared distance
   */
  public record Disc(int rows, int limit) {
    /** All that is at most this many pixels away. */
    public static Disc within(int pixels) {
      return new Disc(pixels, pixels * pixels);
    }

    /** All that is less than this many pixels away, which is 1 at least. */
    public static Disc nearerThan(int pixels) {
      return new Disc(pixels - 1, pixels * pixels - 1);
    }

    /** Whether it holds nothing but its middle. */
    public boolean isPoint() {
      return rows == 0;
    }

    /** How many pixels it reaches to either side in a row above or below its middle. */
    int halfWidth(int down) {
      return (int) Math.sqrt(limit - (double) down * down);
    }
  }
}
