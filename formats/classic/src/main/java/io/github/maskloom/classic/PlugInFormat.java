package io.github.maskloom.classic;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.KnownFormat;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.plugin.PlugInImage;
import io.github.maskloom.internal.plugin.PlugIns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/** Whatever a plug-in of ImageIO says that it decodes. */
final class PlugInFormat implements FileFormat {
  private static final String UNKNOWN =
      "the bytes are not a PNG, JPEG, GIF, BMP or TIFF, and no ImageIO plug-in here reads them";

  @Override
  public boolean begins(byte[] head) {
    return true;
  }

  @Override
  public StoredImage open(EncodedInput input) throws IOException {
    byte[] head = input.head();
    if (head.length == 0) {
      throw ImageFormatException.at("image", "", 0, "there are no bytes");
    }
    SeekableBytes bytes = input.seekable(start -> plugIn(start, head));
    ImageReaderSpi plugIn = plugIn(bytes, head);
    return new SeekableImage(
        input.owned(PlugInImage.open(plugIn, bytes, input.limits(), SeekableImage.memory(input))),
        bytes);
  }

  private static ImageReaderSpi plugIn(SeekableBytes bytes, byte[] head) throws IOException {
    Optional<ImageReaderSpi> plugIn = PlugIns.thatDecodes(bytes);
    if (plugIn.isEmpty()) {
      throw ImageFormatException.at("image", "", 0, unknown(bytes, head));
    }
    return plugIn.get();
  }

  private static String unknown(SeekableBytes bytes, byte[] head) throws IOException {
    if (isBigTiff(head)) {
      return "BigTIFF needs an ImageIO plug-in, and no plug-in here reads it";
    }
    ByteBuffer start =
        ByteBuffer.allocate((int) Math.min(bytes.length(), UnreadFormat.LOOKED_AT_BYTES));
    bytes.read(0, start);
    return UnreadFormat.of(start.array()).map(UnreadFormat::rule).orElse(UNKNOWN);
  }

  private static boolean isBigTiff(byte[] head) {
    return FileFormat.begins(head, "II+\0") || FileFormat.begins(head, "MM\0+");
  }
}
