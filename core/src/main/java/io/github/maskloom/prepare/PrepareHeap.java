package io.github.maskloom.prepare;

import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.codec.RowSpool;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowHandOff;

/**
 * Live heap that preparing takes beside reading the picture, told from its shape before any of it
 * is allocated.
 *
 * @param rows the shape of the rows that come in
 * @param reads whether these can be asked for
 */
record PrepareHeap(PrepareOptions options, ImageGeometry rows, boolean reads) {
  /** What copying a picture byte for byte takes, and having opened it. */
  static final long COPY_BYTES = 128 << 10;

  /** Tables and the objects around them. */
  private static final long AROUND_BYTES = 96 << 10;

  /** Buffers of an attempt that was broken off, until the JVM has let go of its encoder. */
  private static final long BROKEN_OFF_BYTES = 96 << 10;

  long bytes() {
    PictureSize size = options.sizeOf(new PictureSize(rows.width(), rows.height()));
    ImageGeometry sized = rows.withSize(size.width(), size.height());
    boolean scales = !sized.equals(rows);
    boolean handsOff = scales && (!reads || options.threads() > 1);
    long scaling = scales ? ScaledRows.heapBytes(rows, size.width(), size.height(), linear()) : 0;
    return AROUND_BYTES
        + (handsOff ? handOff(rows) : 0)
        + (options.searches()
            // Once its rows are spooled, nobody holds what scaled them.
            ? Math.max(scaling + RowSpool.writingHeapBytes(sized), trying(sized))
            : scaling + encoding(sized, reads || scales));
  }

  private boolean linear() {
    return options.linearLight();
  }

  private long handOff(ImageGeometry geometry) {
    return WindowHandOff.heapBytes(geometry, Preparation.windowRows(geometry));
  }

  /** Bringing masks into their form, and encoding. */
  private long encoding(ImageGeometry sized, boolean sizedReads) {
    if (options.maskForm().isEmpty()) {
      return ImageEncoder.heapBytes(
          sized, sizedReads, options.format(), Preparation.windowRows(sized));
    }
    ImageGeometry formed = options.maskForm().get().geometry(sized);
    return (sizedReads ? 0 : handOff(sized))
        + MaskForm.heapBytes(sized)
        + ImageEncoder.heapBytes(formed, true, options.format(), Preparation.windowRows(formed));
  }

  /** Encodings of smaller and smaller pictures, from spooled rows. */
  private long trying(ImageGeometry sized) {
    PictureSize least = new PictureSize(sized.width(), sized.height()).times(1, 2);
    int window = Preparation.windowRows(sized);
    return BROKEN_OFF_BYTES
        + RowSpool.readingHeapBytes(sized, window)
        + (options.exactSize().isPresent()
            ? 0
            : ScaledRows.heapBytes(sized, least.width(), least.height(), linear()))
        + encoding(sized, true);
  }
}
