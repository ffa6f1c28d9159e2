package io.github.maskloom.internal.composite;

import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.Feather;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The replacement as paint: its own colors, as opaque as the feathered mask says. */
final class ReplacementRows extends PaintRows.Replaced {
  private final Feather feather;
  private final IntPredicate unpainted;
  private final Optional<UnpaintedTally> tally;

  private ReplacementRows(
      PlacedReplacement replacement,
      PaintRows mask,
      Feather feather,
      Optional<UnpaintedTally> tally) {
    super(mask, replacement);
    this.feather = feather;
    unpainted = feather::isUnpainted;
    this.tally = tally;
  }

  /**
   * Paint of a replacement at its place and a mask that has the photo's size already.
   *
   * @param mask paints nothing beside the replacement
   * @param soft whether coverage between none and full means something
   * @param tally counts what the replacement changed where nothing is painted; if there is one,
   *     every row must be met
   */
  static Stage<PaintRows> stage(
      Stage<PlacedReplacement> replacement,
      Stage<PaintRows> mask,
      int featherPixels,
      boolean soft,
      Optional<UnpaintedTally> tally) {
    return feathered(mask, featherPixels, soft)
        .with(
            replacement,
            "weigh the replacement",
            Cost.NONE,
            (feathering, rows, scope) ->
                new ReplacementRows(rows, feathering.mask(), feathering.feather(), tally));
  }

  /** A mask and the feather that it is fed to. */
  record Feathering(PaintRows mask, Feather feather) {}

  /** A mask with its feather. */
  static Stage<Feathering> feathered(Stage<PaintRows> mask, int pixels, boolean soft) {
    ImageGeometry paint = mask.geometry();
    return mask.then(
        "feather",
        paint,
        Cost.heap(Feather.heapBytes(paint, pixels, soft)),
        (rows, scope) -> new Feathering(rows, new Feather(paint, pixels, soft)));
  }

  @Override
  public boolean next() throws IOException {
    while (feather.needsRow()) {
      below.next();
      feather.feed(below.paint(), below.paintRow());
    }
    boolean painted = feather.next();
    replacement.next(painted || tally.isPresent());
    return painted;
  }

  @Override
  public void meet(RasterWindow photo, int photoRow) {
    if (tally.isPresent() && replacement.isInside()) {
      tally.get().add(photo, photoRow, paint(), 0, unpainted);
    }
  }

  @Override
  public void weigh() {
    feather.weigh(paint(), 0);
  }

  @Override
  public long changeablePixels() {
    return feather.paintedPixels();
  }
}
