package io.github.maskloom.internal.rows;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.color.ColorChange;
import io.github.maskloom.internal.color.ColorTransform;
import io.github.maskloom.internal.color.RgbSpace;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Rows whose colors are changed. */
public final class RecoloredRows {
  private RecoloredRows() {}

  /**
   * Rows whose colors are changed; the same rows if no sample would be. Gray can be corrected, but
   * not be brought to another space.
   *
   * @param name of the step
   * @param to the space that they are brought to in any case
   * @param change asked for when they are opened
   * @param metadata what is carried beside the rows from then on
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below,
      String name,
      RgbSpace to,
      Supplier<ColorChange> change,
      UnaryOperator<ImageMetadata> metadata) {
    ImageGeometry geometry = below.geometry();
    return below.then(
        name,
        geometry,
        Cost.heap(ColorTransform.heapBytes(geometry, to)),
        (rows, scope) -> of(rows, change.get(), metadata));
  }

  private static WindowReader of(
      WindowReader rows, ColorChange change, UnaryOperator<ImageMetadata> metadata) {
    if (change.isNone()) {
      return rows;
    }
    ColorTransform transform = new ColorTransform(rows.geometry(), change);
    return PassedRows.edited(rows, metadata.apply(rows.metadata()), transform::apply);
  }
}
