package io.github.maskloom.internal.composite;

import io.github.maskloom.Strategy;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.HandOff;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.internal.rows.ConvertedRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The photo under paint as a stage, and what was blended once its rows were taken. */
final class Blend {
  private final Stage<WindowSource> rows;
  private @Nullable BlendedRows opened;
  private @Nullable PaintRows paint;

  Blend(Stage<? extends WindowSource> photo, PaintPlan plan, Rounding rounding, Scope scope) {
    ImageGeometry canvas = PhotoCanvas.of(photo.geometry(), plan.mayBeColored());
    int windowRows = scope.windowRows(photo.geometry());
    rows =
        ConvertedRows.stage(photo, canvas.bands(), canvas.depth(), 0, windowRows)
            .<PaintRows, WindowSource>with(
                plan.rows(),
                "blend",
                Cost.NONE,
                (below, over, running) -> {
                  paint = over;
                  opened =
                      BlendedRows.of(below, over, new SourceOver(canvas, rounding), running.work());
                  return opened;
                });
  }

  /** The rows. */
  Stage<WindowSource> rows() {
    return rows;
  }

  /** The rows, made ahead by a thread of their own if there may be more than one. */
  Stage<? extends WindowSource> rowsAhead(Scope scope) {
    return scope.work().threads() == 1
        ? rows
        : HandOff.ahead(rows, scope.windowRows(rows.geometry()));
  }

  /** How the photo went out, once every row was taken. */
  PhotoPlan.Written written(long outputBytes, boolean profileDropped) {
    BlendedRows blended = opened;
    PaintRows painted = paint;
    if (blended == null || painted == null) {
      throw new IllegalStateException("no row was taken");
    }
    return new PhotoPlan.Written(
        blended.geometry(),
        Strategy.STREAM,
        blended.windows(),
        outputBytes,
        profileDropped,
        painted.statistics(),
        painted.changeablePixels(),
        Optional.empty());
  }

  /** The rows as they were opened. */
  WindowSource source() {
    BlendedRows blended = opened;
    if (blended == null) {
      throw new IllegalStateException("no row was taken");
    }
    return blended;
  }
}
