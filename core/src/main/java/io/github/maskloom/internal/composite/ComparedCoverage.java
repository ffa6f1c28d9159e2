package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.Reduction;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.internal.pixel.UnpaintedBlocks;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.rows.MeanRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * The coverage of a mask on its way to the feather, which has photo and replacement compared where
 * there is none. A spliced photo is not decoded, so both are read once more for that.
 *
 * <p>A pixel of what is compared stands for a block of the photo's pixels. It counts if none of
 * them is covered.
 */
final class ComparedCoverage implements PaintRows {
  private static final int LARGEST_REDUCTION = 8;

  private final PaintRows coverage;
  private final Compared compared;
  private final UnpaintedTally tally;
  private final int side;
  private final UnpaintedBlocks blocks;
  private final RowConverter converter;
  private final RasterWindow paint;

  /** Rows of the photo that were taken, and those that the first row of blocks lacks. */
  private int rows;

  private final int lastRow;

  private ComparedCoverage(
      PaintRows coverage, Compared compared, Area area, UnpaintedTally tally, int side) {
    this.coverage = coverage;
    this.compared = compared;
    this.tally = tally;
    this.side = side;
    blocks = new UnpaintedBlocks(area.width(), side, missing(area.columns(), side));
    rows = missing(area.rows(), side);
    lastRow = rows + coverage.paint().geometry().height();
    ImageGeometry rgba = rgba(compared.photo().window().geometry());
    converter = RowConverter.droppingAlpha(compared.replacement().window().geometry(), rgba);
    paint = new RasterWindow(rgba, 1);
  }

  private static int missing(Span span, int side) {
    return (int) Math.round(span.from() * side);
  }

  private static ImageGeometry rgba(ImageGeometry photo) {
    return photo.withSamples(4, photo.depth());
  }

  /** The images that are compared, of one size. */
  private record Compared(RowCursor photo, RowCursor replacement) {}

  /** A replacement's rows, and what their pixels stand for. */
  record Answer(Stage<WindowReader> rows, Area area) {}

  /** How far a replacement may be reduced to be compared with a photo that is seen so. */
  static Reduction reductionTo(Area photo) {
    return (width, height) -> {
      int denominator = LARGEST_REDUCTION;
      while (denominator > 1
          && (width / denominator < photo.width() || height / denominator < photo.height())) {
        denominator /= 2;
      }
      return denominator;
    };
  }

  /**
   * Coverage that is compared on its way.
   *
   * @param coverage of the photo's size
   * @param photo at a fraction of its size
   * @param replacement of any size
   * @param side pixels across and down a block: what the photo's size is divided by
   */
  static Stage<PaintRows> stage(
      Stage<PaintRows> coverage,
      EncodedImage photo,
      Answer replacement,
      UnpaintedTally tally,
      int side) {
    Area area = Area.shownBy(photo);
    ImageGeometry size = photo.stage().geometry();
    Stage<WindowReader> answer = MeanRows.stage(replacement.rows(), replacement.area(), area);
    Stage<Compared> both =
        RowCursor.stage(photo.stage(), Role.PHOTO, 1)
            .with(
                RowCursor.stage(answer, Role.REPLACEMENT, 1),
                "",
                Cost.NONE,
                (rows, others, running) -> new Compared(rows, others));
    return coverage.with(
        both,
        "compare where nothing is painted",
        Cost.heap(PaintPlan.AROUND_BYTES + rgba(size).rowBytes()),
        (rows, others, running) -> new ComparedCoverage(rows, others, area, tally, side));
  }

  @Override
  public boolean next() throws IOException {
    boolean painted = coverage.next();
    if (painted) {
      blocks.add(coverage.paint(), coverage.paintRow());
    }
    rows++;
    if (rows % side == 0 || rows == lastRow) {
      compare();
    }
    return painted;
  }

  private void compare() throws IOException {
    RowCursor photo = compared.photo();
    RowCursor replacement = compared.replacement();
    photo.next();
    replacement.next();
    converter.convert(replacement.window(), replacement.row(), paint, 0);
    tally.add(photo.window(), photo.row(), paint, 0, blocks::isUnpainted);
    blocks.clear();
  }

  @Override
  public RasterWindow paint() {
    return coverage.paint();
  }

  @Override
  public int paintRow() {
    return coverage.paintRow();
  }

  @Override
  public void finish() throws IOException {
    coverage.finish();
    compared.photo().finish();
    compared.replacement().finish();
  }

  @Override
  public MaskStatistics statistics() {
    return coverage.statistics();
  }
}
