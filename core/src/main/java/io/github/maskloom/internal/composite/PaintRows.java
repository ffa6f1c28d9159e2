package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** What is painted over the photo, row by row from top to bottom: RGBA, its alpha the coverage. */
interface PaintRows {
  /** Takes the next row, and says whether anything is painted in it. */
  boolean next() throws IOException;

  /** Looks at the row of the photo that the one {@link #next} took goes over; at most once. */
  default void meet(RasterWindow photo, int photoRow) {}

  /** Makes the row that {@link #next} took ready to be blended, if something is painted in it. */
  default void weigh() {}

  /** Holds the row that {@link #next} took. */
  RasterWindow paint();

  /** Where that row stands in {@link #paint}. */
  default int paintRow() {
    return 0;
  }

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException;

  /** What was painted, once every row was taken. */
  MaskStatistics statistics();

  /** Pixels that the paint may change, once every row was taken. */
  default long changeablePixels() {
    return statistics().paintedPixels();
  }

  /** Rows of paint on top of others, which they are but for what a subclass changes. */
  abstract class Changed implements PaintRows {
    final PaintRows below;

    Changed(PaintRows below) {
      this.below = below;
    }

    @Override
    public RasterWindow paint() {
      return below.paint();
    }

    @Override
    public int paintRow() {
      return below.paintRow();
    }

    @Override
    public void finish() throws IOException {
      below.finish();
    }

    @Override
    public MaskStatistics statistics() {
      return below.statistics();
    }
  }

  /** Rows of a replacement at its place, where what is below says. */
  abstract class Replaced extends Changed {
    final PlacedReplacement replacement;

    Replaced(PaintRows mask, PlacedReplacement replacement) {
      super(mask);
      this.replacement = replacement;
    }

    @Override
    public RasterWindow paint() {
      return replacement.paint();
    }

    @Override
    public int paintRow() {
      return 0;
    }

    @Override
    public void finish() throws IOException {
      below.finish();
      replacement.finish();
    }
  }

  /** Rows of a mask as paint, of which it is counted what they paint. */
  abstract class Counted implements PaintRows {
    final RowCursor mask;
    final RasterWindow paint;
    final MaskTally tally;

    Counted(RowCursor mask, RasterWindow paint) {
      this.mask = mask;
      this.paint = paint;
      tally = new MaskTally(paint.geometry().width());
    }

    @Override
    public final RasterWindow paint() {
      return paint;
    }

    @Override
    public final void finish() throws IOException {
      mask.finish();
    }

    @Override
    public final MaskStatistics statistics() {
      return figures(tally, paint.geometry().pixels());
    }
  }

  /** What was counted of a mask, as it is reported. */
  static MaskStatistics figures(MaskTally tally, long pixels) {
    BoundingBox box =
        tally.isEmpty()
            ? BoundingBox.EMPTY
            : new BoundingBox(tally.minX(), tally.minY(), tally.boxWidth(), tally.boxHeight());
    return new MaskStatistics(
        tally.paintedPixels(),
        (double) tally.paintedPixels() / pixels,
        box,
        tally.meanAlpha(),
        tally.dominantAlpha(),
        0);
  }

  /**
   * Paint that can be had.
   *
   * @param rows of the photo's size
   * @param mayBeColored whether it may have a color other than gray, so that a gray photo becomes
   *     RGB
   */
  record Plan(Stage<PaintRows> rows, boolean mayBeColored) {
    /** Counters, tables and the objects around them. */
    static final long AROUND_BYTES = 112 << 10;
  }
}
