package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.PaintedPixels;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.internal.rows.ScaledRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.BitSet;

/**
 * The coverage of a mask on its way to the feather, which has photo and replacement compared where
 * there is none. A spliced photo is not decoded, so both are read once more for that.
 *
 * <p>A pixel of what is compared stands for a block of the photo's pixels. It counts if none of
 * them is covered.
 */
final class ComparedCoverage extends PaintRows.Changed {
  private static final int LARGEST_REDUCTION = 8;

  private final Compared compared;
  private final UnpaintedTally tally;
  private final int side;
  private final BoundingBox shown;

  /** Pixels that the first block of a row lacks on its left. */
  private final int missing;

  /** Which blocks of a row of blocks have coverage in any of their pixels. */
  private final BitSet painted = new BitSet();

  private final RowConverter converter;
  private final RasterWindow paint;

  /** Pixels that the first row of blocks lacks above. */
  private final int missingAbove;

  private int y = -1;

  private ComparedCoverage(
      PaintRows coverage,
      Compared compared,
      Answer replacement,
      Area area,
      UnpaintedTally tally,
      int side) {
    super(coverage);
    this.compared = compared;
    this.tally = tally;
    this.side = side;
    shown = replacement.shown();
    missing = missing(area.columns(), side);
    missingAbove = missing(area.rows(), side);
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

  /**
   * A replacement.
   *
   * @param area what the pixels of its rows stand for
   * @param shown what of the photo it shows
   */
  record Answer(Stage<WindowReader> rows, Area area, BoundingBox shown) {}

  /** Opens a replacement, reduced as far as a comparison with an image of this size allows. */
  static EncodedImage open(OpenImages images, ImageSource replacement, Area least)
      throws IOException {
    EncodedImage.Opening asked = images.strictly(Kept.NOTHING).reduced(reductionTo(least));
    return images.open(replacement, Role.REPLACEMENT, asked);
  }

  /** How far a replacement may be reduced to be compared with a photo that is seen so. */
  static EncodedImage.Reduction reductionTo(Area photo) {
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
    Stage<WindowReader> answer = ScaledRows.means(replacement.rows(), replacement.area(), area);
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
        Cost.heap(PaintRows.Plan.AROUND_BYTES + rgba(size).rowBytes()),
        (rows, others, running) ->
            new ComparedCoverage(rows, others, replacement, area, tally, side));
  }

  @Override
  public boolean next() throws IOException {
    boolean isPainted = below.next();
    if (isPainted) {
      add(below.paint(), below.paintRow());
    }
    y++;
    leaveOutBeside();
    if ((y + 1 + missingAbove) % side == 0 || y + 1 == below.paint().geometry().height()) {
      compare();
    }
    return isPainted;
  }

  /** What the replacement does not show is not compared. */
  private void leaveOutBeside() {
    int width = below.paint().geometry().width();
    boolean isBeside = y < shown.y() || y >= shown.y() + shown.height();
    add(0, isBeside ? width : shown.x());
    add(shown.x() + shown.width(), width);
  }

  /** Takes a row of pixels: RGBA, of which alpha is the coverage. */
  private void add(RasterWindow row, int y) {
    int width = row.geometry().width();
    int x = PaintedPixels.next(row, y, 0);
    while (x < width) {
      int block = (x + missing) / side;
      painted.set(block);
      x = PaintedPixels.next(row, y, Math.min(width, (block + 1) * side - missing));
    }
  }

  /** Takes the pixels [from, to) of a row as painted. */
  private void add(int from, int to) {
    if (from < to) {
      painted.set((from + missing) / side, (to - 1 + missing) / side + 1);
    }
  }

  private void compare() throws IOException {
    RowCursor photo = compared.photo();
    RowCursor replacement = compared.replacement();
    photo.next();
    replacement.next();
    converter.convert(replacement.window(), replacement.row(), paint, 0);
    tally.add(photo.window(), photo.row(), paint, 0, block -> !painted.get(block));
    painted.clear();
  }

  @Override
  public void finish() throws IOException {
    below.finish();
    compared.photo().finish();
    compared.replacement().finish();
  }
}
