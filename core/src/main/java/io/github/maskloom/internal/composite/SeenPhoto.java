package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;

/**
 * A photo as its rows show it: as it is, or reduced.
 *
 * @param fullSize the shape that the photo has
 * @param area what the pixels of the rows stand for
 */
record SeenPhoto(Stage<WindowReader> rows, ImageGeometry fullSize, Area area) {

  /** A photo that is seen as it is. */
  static SeenPhoto whole(Stage<WindowReader> rows) {
    return new SeenPhoto(rows, rows.geometry(), Area.of(rows.geometry()));
  }

  /** Whether the rows have fewer pixels than the photo. */
  boolean isReduced() {
    return rows.geometry().width() < fullSize.width()
        || rows.geometry().height() < fullSize.height();
  }

  /** The photo scaled to another size. */
  SeenPhoto scaled(Area wanted, Scope scope) {
    if (area.equals(wanted)) {
      return this;
    }
    Stage<WindowReader> reader =
        scope.work().threads() > 1
            ? WindowHandOff.ahead(rows, scope.windowRows(rows.geometry()))
            : rows;
    return new SeenPhoto(
        ScaledRows.stage(reader, area, wanted, Averaging.SAMPLES), fullSize, wanted);
  }

  /** What was counted of a mask at the size of the rows, as it is at the photo's own. */
  MaskStatistics enlarged(MaskStatistics counted) {
    double factor = (double) fullSize.pixels() / rows.geometry().pixels();
    if (factor == 1) {
      return counted;
    }
    return new MaskStatistics(
        Math.round(counted.paintedPixels() * factor),
        counted.coverage(),
        enlarged(counted.boundingBox()),
        counted.meanAlpha(),
        counted.dominantAlpha(),
        counted.filledPixels());
  }

  private BoundingBox enlarged(BoundingBox box) {
    if (box.equals(BoundingBox.EMPTY)) {
      return box;
    }
    int left = enlarged(box.x(), area.columns(), fullSize.width());
    int top = enlarged(box.y(), area.rows(), fullSize.height());
    int right = enlarged(box.x() + box.width(), area.columns(), fullSize.width());
    int bottom = enlarged(box.y() + box.height(), area.rows(), fullSize.height());
    return new BoundingBox(left, top, right - left, bottom - top);
  }

  private static int enlarged(int edge, Span span, int fullSize) {
    double from = Math.max(0, Math.min(span.length(), edge - span.from()));
    return (int) Math.round(from * fullSize / span.length());
  }
}
