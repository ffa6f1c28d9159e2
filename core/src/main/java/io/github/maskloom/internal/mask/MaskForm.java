package io.github.maskloom.internal.mask;

import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.MadeRows;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskPaint;
import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a mask means and how that is to be written.
 *
 * @param mask how the mask is taken; its brush counts only for paint
 * @param to the convention of the result; {@link MaskConvention#PAINTED} for its paint
 * @param depth of the result, 8 but for coverage of its own
 */
public record MaskForm(MaskOptions mask, MaskConvention to, int depth) {
  private static final int FULL = 0xFF;
  private static final Brush WHITE = new Brush(0xFFFFFF, FULL);
  private static final Brush OPAQUE = new Brush(0, FULL);
  private static final int PAINT_BANDS = 4;

  /** What the mask's pixels mean. */
  public MaskConvention from() {
    return mask.convention();
  }

  /** How what strokes enclose is filled: with the brush in paint, and fully in coverage. */
  public MaskOptions fill() {
    return isPaint() ? mask : mask.withBrush(OPAQUE);
  }

  /** What a mask covers that brings no colors: gray, at its own depth. */
  public static Stage<WindowReader> coverage(Stage<WindowReader> mask, MaskConvention convention) {
    MaskConvention white = MaskConvention.WHITE_EDITS;
    ImageGeometry stored = mask.geometry();
    return convention.equals(white) && stored.bands() == 1
        ? mask
        : new MaskForm(MaskOptions.DEFAULT.withConvention(convention), white, stored.depth())
            .stage(mask);
  }

  /** A mask's rows ready to be scaled: as they are if they bring colors, else their coverage. */
  public Stage<WindowReader> scalable(Stage<WindowReader> mask) {
    return from().isPainted() ? mask : coverage(mask, from());
  }

  /** The form for rows that are {@link #scalable}. */
  public MaskForm scaled() {
    return from().isPainted()
        ? this
        : new MaskForm(mask.withConvention(MaskConvention.WHITE_EDITS), to, depth);
  }

  /** The mask's rows in the new form; they take a row of the mask and one of paint. */
  public Stage<WindowReader> stage(Stage<WindowReader> mask) {
    ImageGeometry stored = mask.geometry();
    return mask.then(
        "change what the mask means",
        geometry(stored),
        Cost.heap(stored.rowBytes() + (long) PAINT_BANDS * stored.width() * depth / 8),
        (rows, scope) -> new Rows(rows));
  }

  /** The shape of the rows of a mask in the new form. */
  private ImageGeometry geometry(ImageGeometry mask) {
    return mask.withSamples(isTransparency() || isPaint() ? PAINT_BANDS : 1, depth);
  }

  private boolean isTransparency() {
    return to.meaning() == Meaning.TRANSPARENT_EDITS;
  }

  private boolean isPaint() {
    return to.isPainted();
  }

  /** Rows without metadata, for a mask has no colors. */
  private final class Rows extends MadeRows {
    private final MaskPaint paint;
    private final RasterWindow maskRow;
    private final RasterWindow paintRow;

    Rows(WindowReader mask) {
      super(mask, MaskForm.this.geometry(mask.geometry()), ImageMetadata.NONE);
      Brush brush = isPaint() ? MaskForm.this.mask.brush() : WHITE;
      paint = new MaskPaint(mask.geometry(), from(), brush, depth);
      maskRow = new RasterWindow(mask.geometry(), 1);
      paintRow = new RasterWindow(paint.paintGeometry(), 1);
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      // Once more after the last row, for what is wrong behind it.
      for (int row = 0; row < Math.max(1, rows) && source.read(maskRow) > 0; row++) {
        paint.paint(maskRow, 0, paintRow, 0);
        write(window, window.rowOffset(row));
      }
    }

    private void write(RasterWindow target, int offset) {
      if (isPaint()) {
        System.arraycopy(paintRow.bytes(), 0, target.bytes(), offset, geometry().rowSamples());
        return;
      }
      for (int x = 0; x < geometry().width(); x++) {
        int coverage = Samples.get(paintRow, x * PAINT_BANDS + PAINT_BANDS - 1);
        if (isTransparency()) {
          transparent(target.bytes(), offset + x * PAINT_BANDS, coverage);
        } else {
          Samples.set(target, offset + x, gray(coverage));
        }
      }
    }

    /** As white as it is transparent, so that readers of alpha and of gray agree. */
    private static void transparent(byte[] target, int at, int coverage) {
      Arrays.fill(target, at, at + PAINT_BANDS - 1, (byte) coverage);
      target[at + PAINT_BANDS - 1] = (byte) (FULL - coverage);
    }

    private int gray(int coverage) {
      boolean white = coverage > to.threshold() == (to.meaning() == Meaning.BINARY);
      return !to.isBinary() ? coverage : white ? FULL : 0;
    }
  }
}
