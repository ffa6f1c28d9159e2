package io.github.maskloom.classic;

import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import java.io.IOException;
import java.util.List;

/** TIFF, of which the first page is read. */
public final class TiffFormat extends SeekableFormat {
  /**
   * Makes the format, as {@link java.util.ServiceLoader} does. It opens nothing and has no state.
   */
  public TiffFormat() {
    super("TIFF", "image/tiff", List.of("tif", "tiff"), "II*\0", "MM\0*");
  }

  @Override
  PlannedRows open(SeekableBytes bytes, SeekableBytes walked, ImageLimits limits, Memory memory)
      throws IOException {
    return TiffImage.open(bytes, limits, memory);
  }

  @Override
  int count(SeekableBytes bytes, ImageLimits limits) throws IOException {
    return SeekableInput.walk(
        TiffDirectory.FORMAT, bytes, in -> TiffDirectory.countPages(in, limits));
  }
}
