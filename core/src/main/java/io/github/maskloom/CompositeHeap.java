package io.github.maskloom;

import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.internal.png.SplicedPng;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowHandOff;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import org.jspecify.annotations.Nullable;

/**
 * Live heap that a composite takes, told from the shapes of what goes into it before any of it is
 * allocated. Here the terms are added up; each is known where its bytes are allocated.
 *
 * @param photo rows as they are read
 * @param canvas the shape of the composite's rows
 * @param mask rows as they are read
 */
record CompositeHeap(
    CompositeOptions options, WindowSource photo, ImageGeometry canvas, WindowSource mask) {
  /** Counters, tables and the objects around them. */
  private static final long AROUND_BYTES = 96 << 10;

  private static final int PAINT_BANDS = 4;

  /** What reading an encoded picture takes beside windows; nothing if it came as rows. */
  static long reading(@Nullable EncodedImage image) {
    return image == null ? 0 : image.description().heapBytes();
  }

  /** Everything from the mask's rows to paint of the photo's size. */
  long painting(boolean readsAhead) {
    ImageGeometry size = mask.geometry();
    ImageGeometry fitted = size.withSize(canvas.width(), canvas.height());
    boolean handsOff = readsAhead || !(mask instanceof WindowReader);
    long scaling =
        fitted.equals(size)
            ? 0
            : ScaledRows.heapBytes(size, canvas.width(), canvas.height(), false);
    return AROUND_BYTES
        + (handsOff ? handOff(size) : 0)
        + scaling
        + RasterWindow.bytes(fitted, options.windowRows(fitted))
        + fitted.withSamples(PAINT_BANDS, canvas.depth()).rowBytes();
  }

  /** Copying the photo's compressed rows; it takes the place of reading them. */
  long splicing() {
    return SplicedPng.heapBytes(canvas);
  }

  /** Encoding the composite's rows. */
  long encoding() {
    boolean reads = photo instanceof WindowReader || options.threads() > 1;
    return blending()
        + (options.threads() > 1 ? handOff(canvas) : 0)
        + ImageEncoder.heapBytes(canvas, reads, options.format(), windowRows());
  }

  /** Handing the composite's rows to a sink. */
  long pushing() {
    return blending()
        + (options.threads() > 1 ? handOff(canvas) : 0)
        + RasterWindow.bytes(canvas, windowRows());
  }

  /** Having the composite's rows prepared. */
  long preparing(ImagePreparer preparer) {
    return blending() + preparer.heapBytes(canvas, false);
  }

  /** A window of the photo beside that of the canvas, where they differ. */
  private long blending() {
    ImageGeometry geometry = photo.geometry();
    return geometry.equals(canvas) ? 0 : RasterWindow.bytes(geometry, windowRows());
  }

  /** Two windows between threads and the one that fills them. */
  private long handOff(ImageGeometry geometry) {
    int rows = options.windowRows(geometry);
    return WindowHandOff.heapBytes(geometry, rows) + RasterWindow.bytes(geometry, rows);
  }

  private int windowRows() {
    return options.windowRows(photo.geometry());
  }
}
