package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/**
 * The replacement as a row of paint of the photo's width, at the place that it stands for. Beside
 * that place the row holds what it held before.
 */
final class PlacedReplacement {
  private static final int BANDS = 4;

  private final RowCursor replacement;
  private final BoundingBox region;
  private final RowConverter converter;
  private final RasterWindow converted;
  private final RasterWindow paint;
  private int y = -1;

  private PlacedReplacement(RowCursor replacement, BoundingBox region, ImageGeometry paint) {
    this.replacement = replacement;
    this.region = region;
    ImageGeometry part = part(paint, region);
    converter = RowConverter.droppingAlpha(replacement.window().geometry(), part);
    this.paint = new RasterWindow(paint, 1);
    converted = part.width() == paint.width() ? this.paint : new RasterWindow(part, 1);
  }

  private static ImageGeometry part(ImageGeometry paint, BoundingBox region) {
    return paint.withSize(region.width(), paint.height());
  }

  /**
   * The replacement at its place.
   *
   * @param replacement of the region's size
   * @param paint the shape of the paint: RGBA of the photo's size and depth
   */
  static Stage<PlacedReplacement> stage(
      Stage<RowCursor> replacement, BoundingBox region, ImageGeometry paint) {
    ImageGeometry part = part(paint, region);
    long besides = part.width() == paint.width() ? 0 : part.rowBytes();
    return replacement.then(
        "place the replacement",
        paint,
        Cost.heap(paint.rowBytes() + besides),
        (rows, scope) -> new PlacedReplacement(rows, region, paint));
  }

  /** Goes on to the next row of the photo, of which the paint is needed or not. */
  void next(boolean needed) throws IOException {
    y++;
    if (isInside() && !needed) {
      replacement.skip();
    } else if (isInside()) {
      replacement.next();
      converter.convert(replacement.window(), replacement.row(), converted, 0);
      if (converted != paint) {
        place();
      }
    }
  }

  private void place() {
    int to = paint.rowOffset(0) + region.x() * BANDS;
    int samples = region.width() * BANDS;
    boolean narrow = paint.geometry().depth() == 8;
    Object made = narrow ? converted.bytes() : converted.shorts();
    Object row = narrow ? paint.bytes() : paint.shorts();
    System.arraycopy(made, converted.rowOffset(0), row, to, samples);
  }

  /** Whether the current row of the photo goes through the region. */
  boolean isInside() {
    return y >= region.y() && y < region.y() + region.height();
  }

  /** Makes a row of RGBA, of the photo's width, transparent where the replacement is not. */
  void clearBeside(RasterWindow row) {
    PaintedPixels.fill(row, 0, 0, region.x(), 0);
    PaintedPixels.fill(row, 0, region.x() + region.width(), row.geometry().width(), 0);
  }

  /** Holds the current row. */
  RasterWindow paint() {
    return paint;
  }

  /** Makes sure that nothing is wrong with what follows the last row. */
  void finish() throws IOException {
    replacement.finish();
  }
}
