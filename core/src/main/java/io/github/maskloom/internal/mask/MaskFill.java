package io.github.maskloom.internal.mask;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.EnclosedAreas;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * Paints what the strokes of a mask enclose, in two passes over it: one that looks, before anything
 * else is read, and the one that paints. A mask that may not be opaque is refused in the first.
 */
public final class MaskFill {
  private final EnclosedAreas areas;
  private final MaskConvention convention;
  private final Cost cost;

  /**
   * A fill of one mask.
   *
   * @param brushRgb 0xRRGGBB, what painted masks are filled with
   * @param brushOpacity 1 to 255, for the same
   */
  public MaskFill(
      ImageGeometry mask,
      MaskConvention convention,
      int brushRgb,
      int brushOpacity,
      ImageLimits limits) {
    this.convention = convention;
    areas = new EnclosedAreas(mask, convention, brushRgb, brushOpacity, limits);
    cost = Cost.heap(EnclosedAreas.heapBytes(mask, limits) + FilledRows.heapBytes(mask));
  }

  /** A mask's rows with what their strokes enclose painted, once the mask was looked through. */
  public Stage<WindowReader> reader(Stage<WindowReader> mask) {
    return mask.then(
        "fill what strokes enclose",
        mask.geometry(),
        cost,
        (rows, scope) -> areas.any() ? new FilledRows(rows, areas) : rows);
  }

  /**
   * Reads a mask to its end, and learns what its strokes enclose.
   *
   * @param cancel asked before each window
   */
  public void lookThrough(WindowReader mask, int windowRows, CancelSignal cancel)
      throws IOException {
    looking(mask, cancel).push(windowRows, window -> {});
  }

  /** Rows of a mask, which are looked at while they pass. */
  WindowReader looking(WindowReader mask, CancelSignal cancel) throws IOException {
    WindowReader checked = OpacityCheck.rows(mask, convention);
    return PassedRows.edited(checked, window -> look(window, cancel));
  }

  private void look(RasterWindow window, CancelSignal cancel) {
    cancel.throwIfCancelled();
    areas.look(window);
  }

  /** Pixels of the mask that were painted so far. */
  public long filledPixels() {
    return areas.filledPixels();
  }
}
