package io.github.maskloom.internal.mask;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.PassedRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * Looks at a painted mask while its rows pass, and refuses it at its last row if every pixel was
 * fully opaque. What comes behind the first pixel that is not is not looked at.
 *
 * <p>The rows are the mask's own: scaled or narrowed ones may be opaque where the mask is not.
 * <b>Memory:</b> none. <b>Threads:</b> confined to one.
 */
public final class OpacityCheck {
  private final ImageGeometry mask;
  private boolean passed;

  private OpacityCheck(ImageGeometry mask) {
    this.mask = mask;
  }

  /** Whether masks of a convention are refused if they are opaque. */
  public static boolean concerns(MaskConvention convention) {
    return convention.meaning() == Meaning.PAINTED;
  }

  /**
   * Refuses a mask of which nothing can be transparent, though its convention needs that.
   *
   * @param hasAlpha whether it has an alpha channel or a transparent color
   */
  public static void header(boolean hasAlpha, MaskConvention convention) {
    if (!hasAlpha && concerns(convention)) {
      throw new OpaqueMaskException(false);
    }
    if (!hasAlpha && convention.meaning() == Meaning.TRANSPARENT_EDITS) {
      throw ImageFormatException.at(
              "image", "", ImageFormatException.NO_OFFSET, "there is no alpha to mark the edit")
          .about("mask");
    }
  }

  /** A mask's rows, which are checked where its convention asks for it. */
  public static Stage<WindowReader> stage(Stage<WindowReader> mask, MaskConvention convention) {
    return concerns(convention)
        ? mask.then(
            "check that something is left unpainted",
            mask.geometry(),
            Cost.NONE,
            (rows, scope) -> rows(rows, convention))
        : mask;
  }

  /** A mask's rows, which are checked where its convention asks for it. */
  static WindowReader rows(WindowReader mask, MaskConvention convention) {
    return concerns(convention)
        ? PassedRows.looked(mask, new OpacityCheck(mask.geometry())::look)
        : mask;
  }

  /**
   * Reads a mask up to its first pixel that is not opaque, and closes it.
   *
   * @param cancel asked before each window
   */
  public static void lookThrough(WindowReader mask, int windowRows, CancelSignal cancel)
      throws IOException {
    OpacityCheck check = new OpacityCheck(mask.geometry());
    RasterWindow window = new RasterWindow(mask.geometry(), windowRows);
    try (mask) {
      int rows;
      do {
        cancel.throwIfCancelled();
        rows = mask.read(window);
        check.look(window);
      } while (rows > 0 && !check.passed);
    }
  }

  private void look(RasterWindow window) {
    for (int row = 0; row < window.rows() && !passed; row++) {
      passed = !isOpaque(window, row);
    }
    if (!passed && window.y() + window.rows() == mask.height()) {
      throw new OpaqueMaskException(true);
    }
  }

  private static boolean isOpaque(RasterWindow rows, int row) {
    ImageGeometry geometry = rows.geometry();
    int opaque = Samples.max(geometry.depth());
    int end = rows.rowOffset(row) + geometry.rowSamples();
    int at = rows.rowOffset(row) + geometry.bands() - 1;
    while (at < end && Samples.get(rows, at) == opaque) {
      at += geometry.bands();
    }
    return at >= end;
  }
}
