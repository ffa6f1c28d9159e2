package io.github.maskloom.internal.codec;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import java.io.IOException;
import java.util.OptionalLong;

/** An image that a codec of ImageIO reads from bytes in any order. */
record SeekableImage(
    ImageIoRows rows, SeekableBytes bytes, ImageLimits limits, SeekableFormat.Counting counting)
    implements StoredImage {
  /** Buffers of whatever reads a format of ImageIO. */
  private static final long DECODER_HEAP_BYTES = 128 << 10;

  /** Opens an image that the input owns. */
  static StoredImage open(
      EncodedInput input,
      SeekableBytes bytes,
      SeekableFormat.Opening opening,
      SeekableFormat.Counting counting)
      throws IOException {
    OpeningMemory memory = new OpeningMemory(input.scope().budget(), input.scope().cancel());
    ImageIoRows rows = input.owned(opening.open(bytes, input.limits(), memory));
    return new SeekableImage(rows, bytes, input.limits(), counting);
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

  @Override
  public int countFrames() throws IOException {
    return counting.count(bytes, limits);
  }
}
