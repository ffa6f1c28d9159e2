package io.github.maskloom.classic;

import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** BMP. */
public final class BmpFormat extends SeekableFormat {
  private static final int HEADER_AT = 14;
  private static final int SIZE_AT = 18;

  /**
   * Makes the format, as {@link java.util.ServiceLoader} does. It opens nothing and has no state.
   */
  public BmpFormat() {
    super("BMP", "image/bmp", List.of("bmp"), "BM");
  }

  @Override
  void checkSize(ByteBuffer head, ImageLimits limits) {
    boolean told = head.capacity() >= SIZE_AT + 2 * Integer.BYTES;
    if (told && head.getInt(HEADER_AT) >= 40) {
      LimitCheck.size(
          limits,
          Math.max(0, head.getInt(SIZE_AT)),
          Math.abs((long) head.getInt(SIZE_AT + Integer.BYTES)));
    }
  }

  @Override
  PlannedRows open(SeekableBytes bytes, SeekableBytes walked, ImageLimits limits, Memory memory)
      throws IOException {
    return BmpReader.open(bytes, BmpHeader.read(bytes, limits), limits, memory.cancel());
  }
}
