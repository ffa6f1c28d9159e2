package io.github.maskloom.classic;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.tiff.TiffDirectory;
import io.github.maskloom.internal.tiff.TiffImage;
import java.io.IOException;
import java.util.List;

/** TIFF, of which the first page is read. */
public final class TiffFormat extends SeekableFormat {
  public TiffFormat() {
    super("TIFF", "image/tiff", List.of("tif", "tiff"), "II*\0", "MM\0*");
  }

  @Override
  ImageIoRows open(SeekableBytes bytes, ImageLimits limits, OpeningMemory memory)
      throws IOException {
    return TiffImage.open(bytes, limits, memory);
  }

  @Override
  int count(SeekableBytes bytes, ImageLimits limits) throws IOException {
    return SeekableInput.walk(
        TiffDirectory.FORMAT, bytes, in -> TiffDirectory.countPages(in, limits));
  }
}
