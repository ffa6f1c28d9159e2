package io.github.maskloom;

import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.pipeline.ScaledRows;
import io.github.maskloom.internal.pixel.Strokes;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.util.Optional;

/**
 * Live heap that a composite takes, told from the shapes of what goes into it before any of it is
 * allocated. Here the terms are added up; each is known where its bytes are allocated.
 *
 * @param photo rows as they are read
 * @param canvas the shape of the result's rows
 * @param inputs what is opened
 */
record CompositeHeap(
    CompositeOptions options, WindowSource photo, ImageGeometry canvas, Inputs inputs) {
  /** Counters, tables and the objects around them. */
  private static final long AROUND_BYTES = 128 << 10;

  private static final int PAINT_BANDS = 4;

  /** From the encoded mask to paint of the photo's size. */
  long masking(WindowSource mask, boolean readsAhead) {
    return AROUND_BYTES
        + inputs.heapBytes(Role.MASK)
        + reading(mask, readsAhead)
        + fitting(mask.geometry())
        + paintRow();
  }

  /** The same for a mask that is made black and white before it is scaled. */
  long maskingHard(WindowSource mask, MaskForm form) {
    return AROUND_BYTES
        + inputs.heapBytes(Role.MASK)
        + reading(mask, false)
        + MaskForm.heapBytes(mask.geometry())
        + fitting(form.geometry(mask.geometry()))
        + paintRow();
  }

  /** The same for a painted mask whose strokes and opacity are scaled apart. */
  long maskingStrokes(WindowSource mask) {
    return AROUND_BYTES
        + inputs.heapBytes(Role.MASK)
        + reading(mask, false)
        + mask.geometry().rowBytes()
        + fitting(Strokes.geometry(mask.geometry()))
        + paintRow();
  }

  /** From the encoded replacement to paint of the photo's size. */
  long replacing(WindowSource replacement, boolean readsAhead) {
    return inputs.heapBytes(Role.REPLACEMENT)
        + reading(replacement, readsAhead)
        + fitting(replacement.geometry())
        + paintRow();
  }

  /** Reading the photo, and writing the result; compressed rows that are kept are not decoded. */
  long writing(Optional<SplicedPng> splice) {
    if (splice.isPresent()) {
      return splice.get().heapBytes();
    }
    boolean reads = photo instanceof WindowReader || options.threads() > 1;
    return streaming() + ImageEncoder.heapBytes(canvas, reads, options.format(), windowRows());
  }

  /** Reading the photo, and handing the result's rows to a sink. */
  long pushing() {
    return streaming() + RasterWindow.bytes(canvas, windowRows());
  }

  /** Reading the photo, and having the result's rows prepared. */
  long preparing(ImagePreparer preparer) {
    return blending() + preparer.heapBytes(canvas, false);
  }

  private long streaming() {
    return blending() + (options.threads() > 1 ? handOff(canvas) : 0);
  }

  /** Reading, and a window of the photo beside that of the canvas, where they differ. */
  private long blending() {
    ImageGeometry geometry = photo.geometry();
    long window = geometry.equals(canvas) ? 0 : RasterWindow.bytes(geometry, windowRows());
    return inputs.heapBytes(Role.PHOTO) + window;
  }

  private long reading(WindowSource source, boolean readsAhead) {
    return readsAhead || !(source instanceof WindowReader) ? handOff(source.geometry()) : 0;
  }

  /** A window of rows of the photo's size, and the scaler that makes them, of which one is held. */
  private long fitting(ImageGeometry size) {
    ImageGeometry fitted = size.withSize(canvas.width(), canvas.height());
    return fitted.equals(size)
        ? RasterWindow.bytes(fitted, options.windowRows(fitted))
        : ScaledRows.heapBytes(size, canvas.width(), canvas.height(), false) + fitted.rowBytes();
  }

  private long paintRow() {
    return canvas.withSamples(PAINT_BANDS, canvas.depth()).rowBytes();
  }

  private long handOff(ImageGeometry geometry) {
    return WindowHandOff.heapBytes(geometry, options.windowRows(geometry));
  }

  private int windowRows() {
    return options.windowRows(photo.geometry());
  }
}
