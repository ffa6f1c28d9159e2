package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.pixel.Strokes;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * The coverage of a painted mask of another size than the photo's: where at least half of a pixel
 * is painted, so that the faint echo of scaled strokes beside them is not. What is counted is the
 * mask as a composite paints it.
 */
final class ScaledStrokes implements PaintRows {
  private final RowCursor scaled;
  private final Strokes strokes;
  private final MaskTally tally;
  private final RasterWindow paint;

  private ScaledStrokes(RowCursor scaled, Strokes strokes, ImageGeometry paint) {
    this.scaled = scaled;
    this.strokes = strokes;
    tally = new MaskTally(paint.width());
    this.paint = new RasterWindow(paint, 1);
  }

  /**
   * The coverage of a mask: it is taken apart, brought to the photo's size, and put together.
   *
   * @param paint the shape of the paint: RGBA of the photo's size and depth
   */
  static Stage<PaintRows> stage(Stage<WindowReader> mask, ImageGeometry paint, Scope scope) {
    Strokes strokes = new Strokes(mask.geometry(), paint.depth());
    Stage<WindowReader> split =
        mask.then(
            "take strokes and opacity apart",
            Strokes.geometry(mask.geometry()),
            Cost.heap(mask.geometry().rowBytes()),
            (rows, running) -> new SplitRows(rows, strokes));
    return RowCursor.stage(split, paint, Role.MASK, scope)
        .then(
            "paint where strokes are",
            paint,
            Cost.heap(PaintRows.Plan.AROUND_BYTES + paint.rowBytes()),
            (rows, running) -> new ScaledStrokes(rows, strokes, paint));
  }

  @Override
  public boolean next() throws IOException {
    scaled.next();
    strokes.paintOpacity(scaled.window(), scaled.row(), paint, 0);
    tally.add(paint, 0);
    strokes.paintCoverage(scaled.window(), scaled.row(), paint, 0);
    return PaintedPixels.next(paint, 0, 0) < paint.geometry().width();
  }

  @Override
  public RasterWindow paint() {
    return paint;
  }

  @Override
  public int paintRow() {
    return 0;
  }

  @Override
  public void finish() throws IOException {
    scaled.finish();
  }

  @Override
  public MaskStatistics statistics() {
    return PaintRows.figures(tally, paint.geometry().pixels());
  }

  private static final class SplitRows extends RowReader {
    private final WindowReader mask;
    private final Strokes strokes;
    private final RasterWindow maskRow;

    SplitRows(WindowReader mask, Strokes strokes) {
      super(Strokes.geometry(mask.geometry()));
      this.mask = mask;
      this.strokes = strokes;
      maskRow = new RasterWindow(mask.geometry(), 1);
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      // Once more after the last row, for what is wrong behind it.
      for (int row = 0; row < Math.max(1, rows) && mask.read(maskRow) > 0; row++) {
        strokes.split(maskRow, 0, window, row);
      }
    }

    @Override
    public void close() throws IOException {
      super.close();
      mask.close();
    }
  }
}
