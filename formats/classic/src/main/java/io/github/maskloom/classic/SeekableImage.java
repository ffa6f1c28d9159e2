package io.github.maskloom.classic;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.internal.codec.ImageDescription;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.raster.WindowSource;
import java.util.OptionalLong;

/** An image that a codec of ImageIO reads from bytes in any order. */
class SeekableImage implements StoredImage {
  /** Buffers of whatever reads a format of ImageIO. */
  private static final long DECODER_HEAP_BYTES = 128 << 10;

  private final ImageIoRows rows;
  private final SeekableBytes bytes;

  SeekableImage(ImageIoRows rows, SeekableBytes bytes) {
    this.rows = rows;
    this.bytes = bytes;
  }

  /** Memory for what opening takes. */
  static OpeningMemory memory(EncodedInput input) {
    return new OpeningMemory(input.scope().budget(), input.scope().cancel());
  }

  @Override
  public WindowSource rows() {
    return rows;
  }

  @Override
  public ImageDescription description() {
    ReadPlan plan = rows.plan();
    return new ImageDescription(
        plan.format(),
        plan.mediaType(),
        plan.orientation(),
        plan.access(),
        DECODER_HEAP_BYTES + plan.heldBytes(),
        plan.spoolBytes());
  }

  @Override
  public OptionalLong encodedBytes() {
    return OptionalLong.of(bytes.length());
  }
}
