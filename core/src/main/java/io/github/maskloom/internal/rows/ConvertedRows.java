package io.github.maskloom.internal.rows;

import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.pixel.RowConverter;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;

/** Rows with their samples converted to another depth or number of bands. */
public final class ConvertedRows {
  private ConvertedRows() {}

  /**
   * Rows with {@code bands} samples a pixel of {@code depth} bits; the same rows if they have them
   * already.
   *
   * @param backgroundRgb 0xRRGGBB that shows through where alpha is dropped
   * @param windowRows rows that are asked for at a time
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> below, int bands, int depth, int backgroundRgb, int windowRows) {
    ImageGeometry from = below.geometry();
    ImageGeometry to = from.withSamples(bands, depth);
    if (to.equals(from)) {
      return below;
    }
    return below.then(
        "convert to " + bands + " bands of " + depth + " bits",
        to,
        Cost.heap(WindowSize.bytes(from, windowRows)),
        (rows, scope) -> {
          RowConverter converter = RowConverter.flattening(from, to, backgroundRgb);
          return PassedRows.of(rows, to, converter::convert);
        });
  }
}
