package io.github.maskloom.internal.pixel;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the strokes of a mask enclose: unpainted pixels from which no way leads over unpainted
 * pixels to the border of the image. A way goes up, down, left and right, never across a corner, so
 * that a stroke closes whose pixels touch at their corners only.
 *
 * <p>A pixel is painted if the mask's convention gives it any coverage. Every row of the mask is
 * looked at first, from top to bottom. Then rows are filled in the same order, each once the one
 * below it was {@linkplain #enter entered}. The smooth edge that a stroke has towards what it
 * encloses is filled, too: painted pixels beside an enclosed one, also across a corner, that are
 * fainter than the filling. No seam is left between both then.
 *
 * <p><b>Memory:</b> some rows, and four bytes for each place where an unpainted area begins below
 * paint, of which {@link ImageLimits#maxAreas} are allowed. All is let go of after the last row.
 * <b>Threads:</b> confined to one at a time.
 */
public final class EnclosedAreas {
  private static final int NONE = -1;
  private static final int PAINT_ROWS = 2;
  private static final long RUN_ROWS = 3;

  private final ImageGeometry mask;
  private final MaskConvention convention;
  private final MaskPaint.FullPaint full;
  private final ImageLimits limits;
  private @Nullable Work work;
  private boolean looked;
  private boolean any;
  private int entered;
  private long filledPixels;

  /** What is held from the first row to the last. */
  private static final class Work {
    final AreaLabels labels;
    final MaskPaint painter;

    /** The row to be filled, then the one below it. */
    final RasterWindow paint;

    UnpaintedRuns above;
    UnpaintedRuns here;
    UnpaintedRuns below;

    Work(ImageGeometry mask, MaskConvention convention, ImageLimits limits) {
      labels = new AreaLabels(limits);
      painter = new MaskPaint(mask, convention, new Brush(0, 0xFF), mask.depth());
      paint = new RasterWindow(painter.paintGeometry(), PAINT_ROWS);
      above = new UnpaintedRuns(mask.width());
      here = new UnpaintedRuns(mask.width());
      below = new UnpaintedRuns(mask.width());
    }

    /** Goes on by a row, of which nothing is known yet. */
    void advance() {
      UnpaintedRuns free = above;
      above = here;
      here = below;
      below = free;
      below.count = 0;
    }
  }

  /**
   * Areas of a mask of which no row was looked at.
   *
   * @param brush what painted masks are filled with
   */
  public EnclosedAreas(
      ImageGeometry mask, MaskConvention convention, Brush brush, ImageLimits limits) {
    this.mask = mask;
    this.convention = convention;
    this.limits = limits;
    full = new MaskPaint.FullPaint(mask, convention, brush);
  }

  /** Heap that this takes for the most areas that are allowed. */
  public static long heapBytes(ImageGeometry mask, ImageLimits limits) {
    long most = (mask.width() / 2L + 1) * mask.height();
    return AreaLabels.heapBytes(Math.min(most, limits.maxAreas() + 1L))
        + RUN_ROWS * UnpaintedRuns.heapBytes(mask.width())
        + PAINT_ROWS * 4L * mask.width() * (mask.depth() / 8);
  }

  /**
   * Looks at the next rows of the mask.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are too many areas
   */
  public void look(RasterWindow rows) {
    if (looked) {
      return;
    }
    Work working = work == null ? new Work(mask, convention, limits) : work;
    work = working;
    for (int row = 0; row < rows.rows(); row++) {
      enter(working, rows, row);
    }
    if (entered == mask.height()) {
      looked = true;
      any = working.labels.decide();
      entered = 0;
      working.here.count = 0;
      working.below.count = 0;
      work = any ? working : null;
    }
  }

  /**
   * Whether anything is enclosed, once every row was looked at.
   *
   * @throws IllegalStateException if they were not
   */
  public boolean any() {
    checkState(looked, "the mask was not looked at before");
    return any;
  }

  /** Takes the next row of the mask, to fill the one above it next. */
  public void enter(RasterWindow rows, int row) {
    enter(Objects.requireNonNull(work), rows, row);
  }

  /** Gives each run of the next row the label of what it hangs together with above. */
  private void enter(Work working, RasterWindow rows, int row) {
    working.advance();
    UnpaintedRuns above = working.here;
    UnpaintedRuns here = working.below;
    int paintRow = entered % PAINT_ROWS;
    if (working.painter.isIdentity()) {
      here.find(rows, row);
    } else {
      working.painter.paint(rows, row, working.paint, paintRow);
      here.find(working.paint, paintRow);
    }
    boolean atBorder = entered == 0 || entered == mask.height() - 1;
    int first = 0;
    for (int run = 0; run < here.count; run++) {
      boolean outside = atBorder || here.starts[run] == 0 || here.ends[run] == mask.width();
      int label = outside ? AreaLabels.OUTSIDE : NONE;
      while (first < above.count && above.ends[first] <= here.starts[run]) {
        first++;
      }
      for (int i = first; i < above.count && above.starts[i] < here.ends[run]; i++) {
        label = label == NONE ? above.labels[i] : working.labels.join(label, above.labels[i]);
      }
      here.labels[run] = label == NONE ? working.labels.create() : label;
    }
    entered++;
  }

  /** Fills the row above the one that was entered last; to be given as it was entered. */
  public void fillAbove(RasterWindow rows, int row) {
    fill(Objects.requireNonNull(work), rows, row, entered % PAINT_ROWS);
  }

  /** Fills the last row of the mask, which was entered last; nothing is left to be done then. */
  public void fillLast(RasterWindow rows, int row) {
    Work working = Objects.requireNonNull(work);
    working.advance();
    fill(working, rows, row, (entered - 1) % PAINT_ROWS);
    work = null;
  }

  private void fill(Work working, RasterWindow rows, int row, int paintRow) {
    boolean identity = working.painter.isIdentity();
    RasterWindow paint = identity ? rows : working.paint;
    Edge edge = new Edge(rows, row, paint, identity ? row : paintRow);
    fillEdges(working, working.above, edge);
    fillEdges(working, working.here, edge);
    fillEdges(working, working.below, edge);
    UnpaintedRuns here = working.here;
    for (int run = 0; run < here.count; run++) {
      if (working.labels.isEnclosed(here.labels[run])) {
        full.fill(rows, row, here.starts[run], here.ends[run]);
        filledPixels += here.ends[run] - here.starts[run];
      }
    }
  }

  /** A row of the mask that is filled, and how it is painted. */
  private record Edge(RasterWindow rows, int row, RasterWindow paint, int paintRow) {}

  /** Fills what is faintly painted beside the enclosed runs of a row, this one or a neighbor. */
  private void fillEdges(Work working, UnpaintedRuns runs, Edge edge) {
    for (int run = 0; run < runs.count; run++) {
      if (working.labels.isEnclosed(runs.labels[run])) {
        int from = Math.max(0, runs.starts[run] - 1);
        int to = Math.min(mask.width(), runs.ends[run] + 1);
        for (int x = from; x < to; x++) {
          int alpha = PaintedPixels.get(edge.paint(), edge.paintRow(), x);
          if (alpha > 0 && alpha < full.alpha()) {
            full.fill(edge.rows(), edge.row(), x, x + 1);
          }
        }
      }
    }
  }

  /** Unpainted pixels filled so far. */
  public long filledPixels() {
    return filledPixels;
  }

  /**
   * The runs of unpainted pixels of one row, each with a label.
   *
   * <p><b>Memory:</b> 6 bytes for each pixel of the row.
   */
  static final class UnpaintedRuns {
    private final int[] starts;
    private final int[] ends;
    private final int[] labels;
    private int count;

    UnpaintedRuns(int width) {
      int most = width / 2 + 1;
      starts = new int[most];
      ends = new int[most];
      labels = new int[most];
    }

    static long heapBytes(int width) {
      return 3L * Integer.BYTES * (width / 2 + 1);
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
        x = PaintedPixels.endOfPaint(paint, row, end);
      }
    }
  }
}
