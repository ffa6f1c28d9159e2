package io.github.maskloom.classic;

import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** GIF, of which the first frame is read. */
public final class GifFormat extends SeekableFormat {
  private static final int SIZE_AT = 6;

  /**
   * Makes the format, as {@link java.util.ServiceLoader} does. It opens nothing and has no state.
   */
  public GifFormat() {
    super("GIF", "image/gif", List.of("gif"), "GIF87a", "GIF89a");
  }

  @Override
  void checkSize(ByteBuffer head, ImageLimits limits) {
    if (head.capacity() >= SIZE_AT + Integer.BYTES) {
      LimitCheck.size(
          limits,
          Short.toUnsignedInt(head.getShort(SIZE_AT)),
          Short.toUnsignedInt(head.getShort(SIZE_AT + Short.BYTES)));
    }
  }

  @Override
  PlannedRows open(SeekableBytes bytes, SeekableBytes walked, ImageLimits limits, Memory memory)
      throws IOException {
    return GifReader.open(bytes, walked, limits, memory.cancel());
  }

  @Override
  int count(SeekableBytes bytes, ImageLimits limits) throws IOException {
    return SeekableInput.walk(GifHeader.FORMAT, bytes, in -> GifHeader.countFrames(in, limits));
  }
}
