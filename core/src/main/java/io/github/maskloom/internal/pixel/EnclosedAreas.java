package io.github.maskloom.internal.pixel;

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
 * looked at first, from top to bottom; then every row is filled, in the same order.
 *
 * <p><b>Memory:</b> some rows, and four bytes for each place where an unpainted area begins below
 * paint, of which {@link ImageLimits#maxAreas} are allowed. All is let go of after the last row.
 * <b>Threads:</b> confined to one at a time.
 */
public final class EnclosedAreas {
  private static final int NONE = -1;

  private final ImageGeometry mask;
  private final MaskConvention convention;
  private final FullPaint full;
  private final ImageLimits limits;
  private @Nullable Work work;
  private boolean looked;
  private boolean any;
  private int nextY;
  private long filledPixels;

  /** What is held from the first row to the last. */
  private static final class Work {
    final AreaLabels labels;
    final MaskPaint painter;
    final @Nullable RasterWindow paint;
    UnpaintedRuns above;
    UnpaintedRuns here;

    Work(ImageGeometry mask, MaskConvention convention, ImageLimits limits) {
      labels = new AreaLabels(limits);
      painter = new MaskPaint(mask, convention, 0, 0xFF, mask.depth());
      paint = painter.isIdentity() ? null : new RasterWindow(painter.paintGeometry(), 1);
      above = new UnpaintedRuns(mask.width());
      here = new UnpaintedRuns(mask.width());
    }
  }

  /**
   * Areas of a mask of which no row was looked at.
   *
   * @param brushRgb 0xRRGGBB, what painted masks are filled with
   * @param brushOpacity 1 to 255, for the same
   */
  public EnclosedAreas(
      ImageGeometry mask,
      MaskConvention convention,
      int brushRgb,
      int brushOpacity,
      ImageLimits limits) {
    this.mask = mask;
    this.convention = convention;
    this.limits = limits;
    full = new FullPaint(mask, convention, brushRgb, brushOpacity);
  }

  /** Heap that this takes for the most areas that are allowed. */
  public static long heapBytes(ImageGeometry mask, ImageLimits limits) {
    long most = (mask.width() / 2L + 1) * mask.height();
    return AreaLabels.heapBytes(Math.min(most, limits.maxAreas() + 1L))
        + 2 * UnpaintedRuns.heapBytes(mask.width())
        + 4L * mask.width() * (mask.depth() / 8);
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
      label(working, rows, row);
    }
    if (nextY == mask.height()) {
      looked = true;
      any = working.labels.decide();
      restart(working);
    }
  }

  private void restart(Work working) {
    nextY = 0;
    working.above.clear();
    working.here.clear();
    work = any ? working : null;
  }

  /** Gives each run of the next row the label of what it hangs together with above. */
  private void label(Work working, RasterWindow rows, int row) {
    UnpaintedRuns above = working.here;
    UnpaintedRuns here = working.above;
    working.above = above;
    working.here = here;
    findRuns(working, here, rows, row);
    boolean atBorder = nextY == 0 || nextY == mask.height() - 1;
    int first = 0;
    for (int run = 0; run < here.count(); run++) {
      boolean outside = atBorder || here.start(run) == 0 || here.end(run) == mask.width();
      int label = outside ? AreaLabels.OUTSIDE : NONE;
      while (first < above.count() && above.end(first) <= here.start(run)) {
        first++;
      }
      for (int i = first; i < above.count() && above.start(i) < here.end(run); i++) {
        label = label == NONE ? above.label(i) : working.labels.join(label, above.label(i));
      }
      here.label(run, label == NONE ? working.labels.create() : label);
    }
    nextY++;
  }

  private static void findRuns(Work working, UnpaintedRuns runs, RasterWindow rows, int row) {
    RasterWindow paint = working.paint;
    if (paint == null) {
      runs.find(rows, row);
    } else {
      working.painter.paint(rows, row, paint, 0);
      runs.find(paint, 0);
    }
  }

  /**
   * Fills the next rows of the mask, once all were looked at.
   *
   * @throws IllegalStateException if they were not
   */
  public void fill(RasterWindow rows) {
    if (!looked) {
      throw new IllegalStateException("the mask was not looked at before");
    }
    if (!any) {
      return;
    }
    Work working = Objects.requireNonNull(work);
    for (int row = 0; row < rows.rows(); row++) {
      label(working, rows, row);
      fill(working, rows, row);
    }
    if (nextY == mask.height()) {
      any = false;
      work = null;
    }
  }

  private void fill(Work working, RasterWindow rows, int row) {
    UnpaintedRuns runs = working.here;
    for (int run = 0; run < runs.count(); run++) {
      if (working.labels.isEnclosed(runs.label(run))) {
        full.fill(rows, row, runs.start(run), runs.end(run));
        filledPixels += runs.end(run) - runs.start(run);
      }
    }
  }

  /** Pixels filled so far. */
  public long filledPixels() {
    return filledPixels;
  }
}
