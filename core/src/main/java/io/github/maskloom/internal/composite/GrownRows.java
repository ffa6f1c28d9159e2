package io.github.maskloom.internal.composite;

import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.Growth;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** The coverage of a mask, widened; what is counted is the mask as it came. */
final class GrownRows extends PaintRows.Changed {
  private final Growth growth;
  private final RasterWindow grown;

  private GrownRows(PaintRows mask, Growth growth) {
    super(mask);
    this.growth = growth;
    grown = new RasterWindow(mask.paint().geometry(), 1);
  }

  /**
   * Coverage that is widened by a disc.
   *
   * @param soft whether coverage between none and full means something
   */
  static Stage<PaintRows> stage(Stage<PaintRows> mask, Growth.Disc disc, boolean soft) {
    if (disc.isPoint()) {
      return mask;
    }
    return mask.then(
        "grow",
        mask.geometry(),
        Cost.heap(Growth.heapBytes(mask.geometry(), disc, soft) + mask.geometry().rowBytes()),
        (rows, scope) -> new GrownRows(rows, Growth.of(mask.geometry(), disc, soft)));
  }

  @Override
  public boolean next() throws IOException {
    while (growth.needsRow()) {
      below.next();
      growth.feed(below.paint(), below.paintRow());
    }
    return growth.next(grown, 0);
  }

  @Override
  public RasterWindow paint() {
    return grown;
  }

  @Override
  public int paintRow() {
    return 0;
  }
}
