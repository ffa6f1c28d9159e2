package io.github.maskloom.prepare;

import io.github.maskloom.internal.codec.ImageEncoder;
import io.github.maskloom.internal.codec.MaskForm;
import io.github.maskloom.internal.pipeline.RowSpool;
import io.github.maskloom.internal.pipeline.ScaledRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowHandOff;

/**
 * Live heap that preparing takes, told from the image's shape before any of it is allocated.
 *
 * @param rows the shape of the rows that come in
 * @param reads whether these can be asked for
 * @param readingBytes what reading the image takes, as far as that is drawn here too
 * @param metadataBytes what of that stays to the end
 */
record PrepareHeap(
    PrepareOptions options,
    ImageGeometry rows,
    boolean reads,
    long readingBytes,
    long metadataBytes) {
  /** What copying an image byte for byte takes, and having opened it. */
  static final long COPY_BYTES = 128 << 10;

  /** Tables and the objects around them. */
  private static final long AROUND_BYTES = 96 << 10;

  /** Buffers of an attempt that was broken off, until the JVM has let go of its encoder. */
  private static final long BROKEN_OFF_BYTES = 96 << 10;

  long bytes() {
    ImageSize size = options.sizeOf(ImageSize.of(rows));
    ImageGeometry sized = rows.withSize(size.width(), size.height());
    boolean scales = !sized.equals(rows);
    long scaling =
        scales
            ? handOff(rows, reads)
                + ScaledRows.heapBytes(rows, size.width(), size.height(), linear())
            : 0;
    long sizing = readingBytes + scaling;
    return AROUND_BYTES
        + (options.searches()
            // Once its rows are spooled, nobody holds what read and scaled them.
            ? Math.max(sizing + RowSpool.writingHeapBytes(sized), metadataBytes + trying(sized))
            : sizing + encoding(sized, reads || scales, handOff(sized, reads || scales)));
  }

  private boolean linear() {
    return options.linearLight();
  }

  /** Two threads where rows cannot be asked for, or are to be read ahead. */
  private long handOff(ImageGeometry geometry, boolean reads) {
    return reads && options.threads() == 1
        ? 0
        : WindowHandOff.heapBytes(geometry, Preparation.windowRows(geometry));
  }

  /** Bringing masks into their form behind a hand-off, and encoding. */
  private long encoding(ImageGeometry sized, boolean sizedReads, long handOffBytes) {
    if (options.maskForm().isEmpty()) {
      return ImageEncoder.heapBytes(
          sized, sizedReads, options.format(), Preparation.windowRows(sized));
    }
    ImageGeometry formed = options.maskForm().get().geometry(sized);
    return handOffBytes
        + MaskForm.heapBytes(sized)
        + ImageEncoder.heapBytes(formed, true, options.format(), Preparation.windowRows(formed));
  }

  /** Encodings of smaller and smaller images, from spooled rows. */
  private long trying(ImageGeometry sized) {
    ImageSize least = ImageSize.of(sized).times(1, 2);
    int window = Preparation.windowRows(sized);
    return BROKEN_OFF_BYTES
        + RowSpool.readingHeapBytes(sized, window)
        + (options.exactSize().isPresent()
            ? 0
            : ScaledRows.heapBytes(sized, least.width(), least.height(), linear()))
        + encoding(sized, true, 0);
  }
}
