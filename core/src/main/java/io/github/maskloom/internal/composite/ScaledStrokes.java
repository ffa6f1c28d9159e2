package io.github.maskloom.internal.composite;

import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.pixel.Strokes;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * The coverage of a painted mask of another size than the photo's: where at least half of a pixel
 * is painted, however opaquely. What is counted is the mask as a composite paints it.
 */
final class ScaledStrokes extends PaintRows.Counted {
  private final Strokes strokes;

  private ScaledStrokes(RowCursor scaled, Strokes strokes, ImageGeometry paint) {
    super(scaled, new RasterWindow(paint, 1));
    this.strokes = strokes;
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
            (rows, running) ->
                PassedRows.of(rows, Strokes.geometry(rows.geometry()), strokes::split));
    return RowCursor.stage(split, Area.of(paint), Averaging.COVERAGE, Role.MASK, scope)
        .then(
            "paint where strokes are",
            paint,
            Cost.heap(PaintRows.Plan.AROUND_BYTES + paint.rowBytes()),
            (rows, running) -> new ScaledStrokes(rows, strokes, paint));
  }

  @Override
  public boolean next() throws IOException {
    mask.next();
    strokes.paintOpacity(mask.window(), mask.row(), paint, 0);
    tally.add(paint, 0);
    strokes.paintCoverage(mask.window(), mask.row(), paint, 0);
    return PaintedPixels.next(paint, 0, 0) < paint.geometry().width();
  }
}
