package io.github.maskloom.classic;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.raster.WindowSource;
import java.util.Optional;

/** An image that a codec of ImageIO reads from bytes in any order. */
class SeekableImage implements ImageFile {
  /** Buffers of whatever reads a format of ImageIO. */
  private static final long DECODER_HEAP_BYTES = 128 << 10;

  private final ImageIoRows rows;

  SeekableImage(ImageIoRows rows) {
    this.rows = rows;
  }

  /** Memory for what opening takes. */
  static OpeningMemory memory(FormatInput input) {
    return new OpeningMemory(input.budget(), input.cancel());
  }

  @Override
  public WindowSource rows() {
    return rows;
  }

  @Override
  public Optional<String> formatName() {
    return Optional.of(rows.plan().format());
  }

  @Override
  public Optional<String> mediaType() {
    return Optional.of(rows.plan().mediaType());
  }

  @Override
  public int orientation() {
    return rows.plan().orientation();
  }

  @Override
  public Access access() {
    return rows.plan().access();
  }

  @Override
  public long heapBytes() {
    return DECODER_HEAP_BYTES + rows.plan().heldBytes();
  }

  @Override
  public long spoolBytes() {
    return rows.plan().spoolBytes();
  }
}
