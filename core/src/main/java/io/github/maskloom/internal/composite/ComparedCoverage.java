package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.splice.JpegSplice;
import io.github.maskloom.internal.pipeline.AveragedRows;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.HandOff;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.internal.pixel.UnpaintedBlocks;
import io.github.maskloom.internal.pixel.UnpaintedTally;
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
  private final PaintRows coverage;
  private final Compared compared;
  private final UnpaintedTally tally;
  private final int side;
  private final UnpaintedBlocks blocks;
  private final RowConverter converter;
  private final RasterWindow paint;
  private int rows;

  private ComparedCoverage(PaintRows coverage, Compared compared, UnpaintedTally tally, int side) {
    this.coverage = coverage;
    this.compared = compared;
    this.tally = tally;
    this.side = side;
    blocks = new UnpaintedBlocks(coverage.paint().geometry().width(), side);
    ImageGeometry photo = compared.photo().window().geometry();
    ImageGeometry replacement = compared.replacement().window().geometry();
    ImageGeometry rgba = photo.withSamples(4, photo.depth());
    converter = RowConverter.droppingAlpha(replacement, rgba);
    paint = new RasterWindow(rgba, 1);
  }

  /** The images that are compared, of one size. */
  private record Compared(RowCursor photo, RowCursor replacement) {}

  /** A spliced photo to be decoded beside the splice, at a fraction of its size. */
  static Stage<WindowReader> photo(JpegSplice splice, int side, Scope scope) throws IOException {
    JpegReader reader = scope.register(splice.decoder(side));
    Cost cost = new Cost(reader.heapBytes(), reader.spoolBytes(), 0);
    String name = "decode JPEG at 1/" + side + " to compare";
    return HandOff.reader(Stage.of(name, reader, cost), scope.windowRows(reader.geometry()));
  }

  /**
   * Coverage that is compared on its way.
   *
   * @param coverage of the photo's size
   * @param photo see {@link #photo}
   * @param replacement of any size
   * @param side pixels across and down a block: what the photo's size is divided by
   */
  static Stage<PaintRows> stage(
      Stage<PaintRows> coverage,
      Stage<WindowReader> photo,
      Stage<WindowReader> replacement,
      UnpaintedTally tally,
      int side,
      Scope scope) {
    ImageGeometry size = photo.geometry();
    Stage<RowCursor> scaled =
        RowCursor.stage(
            AveragedRows.towards(replacement, size.width(), size.height()),
            size,
            Role.REPLACEMENT,
            scope);
    Stage<Compared> both =
        RowCursor.stage(photo, size, Role.PHOTO, scope)
            .with(scaled, "", Cost.NONE, (rows, others, running) -> new Compared(rows, others));
    long heapBytes = PaintPlan.AROUND_BYTES + size.withSamples(4, size.depth()).rowBytes();
    return coverage.with(
        both,
        "compare where nothing is painted",
        Cost.heap(heapBytes),
        (rows, others, running) -> new ComparedCoverage(rows, others, tally, side));
  }

  @Override
  public boolean next() throws IOException {
    boolean painted = coverage.next();
    if (painted) {
      blocks.add(coverage.paint(), coverage.paintRow());
    }
    rows++;
    if (rows % side == 0 || rows == coverage.paint().geometry().height()) {
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
