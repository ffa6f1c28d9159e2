package io.github.maskloom.internal.composite;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.mask.MaskForm;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** The mask, turned row by row into paint and counted. */
final class MaskRows extends PaintRows.Counted {
  private final MaskPaint painter;

  /** Rows that come like the last one, in which nothing is painted. */
  private int repeats;

  /** Paint in the mask's own window if its rows are paint as they are, else in one row. */
  private MaskRows(RowCursor mask, MaskPaint painter) {
    super(
        mask, painter.isIdentity() ? mask.window() : new RasterWindow(painter.paintGeometry(), 1));
    this.painter = painter;
  }

  /**
   * A mask as paint at the photo's size. Of one of another size, what it covers is decided first,
   * and its coverage is scaled.
   *
   * @param scaled what coverage means once it is scaled
   */
  static Stage<PaintRows> stage(
      Stage<WindowReader> mask, Area photo, MaskPaint painter, MaskConvention scaled, Scope scope) {
    ImageGeometry stored = mask.geometry();
    boolean painted = painter.convention().isPainted();
    boolean opaque = painted && !stored.hasAlpha();
    if (painted || Area.of(stored).isSameAs(photo)) {
      Averaging averaging = opaque ? Averaging.SAMPLES : Averaging.COVERAGE;
      return stage(RowCursor.stage(mask, photo, averaging, Role.MASK, scope), painter);
    }
    Stage<WindowReader> coverage = MaskForm.coverage(mask, painter.convention());
    return stage(
        RowCursor.stage(coverage, photo, Averaging.COVERAGE, Role.MASK, scope),
        painter.ofCoverage(scaled));
  }

  /** A mask that has the photo's size as paint. */
  private static Stage<PaintRows> stage(Stage<RowCursor> mask, MaskPaint painter) {
    ImageGeometry geometry = painter.paintGeometry();
    return mask.then(
        "paint",
        geometry,
        Cost.heap(PaintRows.Plan.AROUND_BYTES + geometry.rowBytes()),
        (rows, scope) -> new MaskRows(rows, painter));
  }

  @Override
  public boolean next() throws IOException {
    if (repeats > 0) {
      repeats--;
      tally.addUnpainted();
      return false;
    }
    mask.next();
    if (paint != mask.window()) {
      painter.paint(mask.window(), mask.row(), paint, 0);
    }
    long before = tally.paintedPixels();
    tally.add(paint, paintRow());
    boolean painted = tally.paintedPixels() > before;
    repeats = painted ? 0 : mask.skipRepeats();
    return painted;
  }

  @Override
  public int paintRow() {
    return paint == mask.window() ? mask.row() : 0;
  }
}
