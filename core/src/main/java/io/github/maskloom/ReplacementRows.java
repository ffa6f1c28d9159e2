package io.github.maskloom;

import io.github.maskloom.internal.pixel.Feather;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.internal.pixel.UnpaintedTally;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.Optional;

/** The replacement as paint: its own colours, as opaque as the feathered mask says. */
final class ReplacementRows implements PaintRows {
  private final RowCursor replacement;
  private final MaskCoverage mask;
  private final Feather feather;
  private final Optional<UnpaintedTally> tally;
  private final RowConverter converter;
  private final RasterWindow paint;
  private boolean painted;

  /**
   * Paint of a replacement and a mask that have the photo's size already.
   *
   * @param tally counts what the replacement changed where nothing is painted; if there is one,
   *     every row must be blended
   */
  ReplacementRows(
      RowCursor replacement, MaskCoverage mask, Feather feather, Optional<UnpaintedTally> tally) {
    this.replacement = replacement;
    this.mask = mask;
    this.feather = feather;
    this.tally = tally;
    ImageGeometry paintGeometry = mask.paint().geometry();
    converter = RowConverter.droppingAlpha(replacement.window().geometry(), paintGeometry);
    paint = new RasterWindow(paintGeometry, 1);
  }

  @Override
  public boolean mayBeColored() {
    return replacement.window().geometry().colorBands() == 3;
  }

  @Override
  public boolean next() throws IOException {
    while (feather.needsRow()) {
      mask.next();
      feather.feed(mask.paint(), mask.paintRow());
    }
    painted = feather.next();
    if (painted || tally.isPresent()) {
      replacement.next();
      converter.convert(replacement.window(), replacement.row(), paint, 0);
    } else {
      replacement.skip();
    }
    return painted;
  }

  @Override
  public void blend(SourceOver sourceOver, RasterWindow photo, int photoRow) {
    if (tally.isPresent()) {
      tally.get().add(photo, photoRow, paint, 0, feather);
    }
    if (painted) {
      feather.weigh(paint, 0);
      sourceOver.blend(paint, 0, photo, photoRow);
    }
  }

  @Override
  public void finish() throws IOException {
    mask.finish();
    replacement.finish();
  }

  @Override
  public MaskStatistics statistics() {
    return mask.statistics();
  }
}
