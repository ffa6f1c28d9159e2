package io.github.maskloom.internal.mask;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A mask that comes as rows of the caller's own, spooled so that it can be read twice. */
public final class GivenMask {
  private final Stage<WindowReader> rows;
  private @Nullable RowSpool spool;

  /** A mask of which no row was taken; closing the rows is the caller's. */
  public GivenMask(Stage<WindowReader> rows) {
    this.rows = rows;
  }

  /** The rows as they are spooled, once {@link #spool} has taken them. */
  public Stage<WindowReader> stage(int windowRows) {
    ImageGeometry mask = rows.geometry();
    Cost spooling =
        new Cost(
                RowSpool.writingHeapBytes(mask) + RowSpool.readingHeapBytes(mask, windowRows),
                (long) mask.rowBytes() * mask.height(),
                0)
            .plus(rows.cost());
    return Stage.made(
        "spool the caller's rows of the mask", mask, spooling, (running, scope) -> spooled());
  }

  private WindowReader spooled() {
    RowSpool taken = spool;
    if (taken == null) {
      throw new IllegalStateException("no row was spooled");
    }
    return taken.open();
  }

  /** Takes the rows, and learns what their strokes enclose; the scope closes the spool. */
  public void spool(MaskFill fill, ImageLimits limits, Scope scope) throws IOException {
    spool = scope.register(RowSpool.of(fill.looking(rows.open(scope), scope.cancel()), limits));
  }
}
