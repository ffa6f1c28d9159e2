package io.github.maskloom.classic;

import io.github.maskloom.format.ImageFile;
import java.util.Optional;

/** An image that is read from bytes in any order. */
class SeekableImage implements ImageFile {
  /** Buffers of whatever reads it. */
  private static final long DECODER_HEAP_BYTES = 128 << 10;

  private final PlannedRows rows;

  SeekableImage(PlannedRows rows) {
    this.rows = rows;
  }

  @Override
  public PlannedRows rows() {
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
  public boolean isStreamed() {
    return !rows.plan().whole() && spoolBytes() == 0;
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
