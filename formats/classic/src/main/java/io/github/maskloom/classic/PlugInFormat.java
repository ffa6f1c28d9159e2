package io.github.maskloom.classic;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.plugin.PlugInImage;
import io.github.maskloom.internal.plugin.PlugIns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/** Whatever a plug-in of ImageIO says that it decodes, when nobody else knows it. */
public final class PlugInFormat implements ImageFormat {
  private static final int LOOKED_AT_BYTES = 1024;

  @Override
  public String name() {
    return "ImageIO plug-in";
  }

  /** That of WebP, for which people add a plug-in. An image tells its own. */
  @Override
  public String mediaType() {
    return "image/webp";
  }

  @Override
  public List<String> extensions() {
    return List.of("webp");
  }

  @Override
  public boolean begins(byte[] head) {
    return head.length > 0;
  }

  @Override
  public boolean isLastResort() {
    return true;
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    SeekableBytes bytes = input.seekable(start -> plugIn(start));
    ImageReaderSpi plugIn = plugIn(bytes);
    return new SeekableImage(
        input.owned(PlugInImage.open(plugIn, bytes, input.limits(), SeekableImage.memory(input))));
  }

  private static ImageReaderSpi plugIn(SeekableBytes bytes) throws IOException {
    Optional<ImageReaderSpi> plugIn = PlugIns.thatDecodes(bytes);
    if (plugIn.isEmpty()) {
      ByteBuffer start = ByteBuffer.allocate((int) Math.min(bytes.length(), LOOKED_AT_BYTES));
      bytes.read(0, start);
      throw ImageFormats.installed().unknown(start.array());
    }
    return plugIn.get();
  }
}
