package io.github.maskloom;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/** What {@link MaskCompositor.Builder} collects. */
record CompositeOptions(
    MaskConvention convention,
    MaskFit fit,
    Brush brush,
    Rounding rounding,
    OutputFormat format,
    ImageLimits limits,
    DamagePolicy damage,
    ProgressListener progress,
    CancelSignal cancel,
    MemoryBudget budget,
    int windowRows,
    boolean strict,
    int threads,
    int featherPixels,
    boolean compareUnpainted) {
  static final int AUTOMATIC_ROWS = 0;
  private static final int AUTOMATIC_WINDOW_BYTES = 256 << 10;

  /** These options, stopped by another signal too. */
  CompositeOptions or(CancelSignal other) {
    return new CompositeOptions(
        convention,
        fit,
        brush,
        rounding,
        format,
        limits,
        damage,
        progress,
        cancel.or(other),
        budget,
        windowRows,
        strict,
        threads,
        featherPixels,
        compareUnpainted);
  }

  /**
   * These options, with what is blended rounded to the nearest: of equal samples comes that one.
   */
  CompositeOptions toNearest() {
    return new CompositeOptions(
        convention,
        fit,
        brush,
        Rounding.HALF_UP,
        format,
        limits,
        damage,
        progress,
        cancel,
        budget,
        windowRows,
        strict,
        threads,
        featherPixels,
        compareUnpainted);
  }

  /** Rows of a window of this image. */
  int windowRows(ImageGeometry geometry) {
    return windowRows == AUTOMATIC_ROWS
        ? RasterWindow.rowsWithin(geometry, AUTOMATIC_WINDOW_BYTES)
        : windowRows;
  }

  /**
   * Whether a thread is left to decode the image that is painted from, beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  boolean readsAhead(boolean splices) {
    return threads > (splices ? 1 : 2);
  }
}
