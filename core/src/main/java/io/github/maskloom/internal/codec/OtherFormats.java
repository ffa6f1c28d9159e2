package io.github.maskloom.internal.codec;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import io.github.maskloom.internal.plugin.PlugInImage;
import io.github.maskloom.internal.plugin.PlugIns;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Chooses the decoder of an image that is neither PNG nor JPEG: the JDK's own for GIF, BMP and
 * TIFF, whatever plug-ins there are; a plug-in's for anything else.
 */
public final class OtherFormats {
  private OtherFormats() {}

  /** Whether the JDK reads the format that begins so. */
  public static boolean isKnown(byte[] head) {
    return FileFormat.of(head).isPresent();
  }

  /**
   * Whether a plug-in says that it can decode an image.
   *
   * @throws IOException if the bytes cannot be read
   */
  public static boolean isForPlugIn(SeekableBytes bytes) throws IOException {
    return PlugIns.thatDecodes(bytes).isPresent();
  }

  /**
   * Opens an image; the caller closes the rows, and after them the bytes.
   *
   * @param head its first bytes, as many as there are up to 8
   * @param memory for what some take only while they are opened
   * @throws IOException if the bytes cannot be read
   * @throws ImageFormatException if no decoder knows them, or they break the rules of their format
   * @throws ImageLimitException if the image passes a limit
   */
  public static ImageIoRows open(
      byte[] head, SeekableBytes bytes, ImageLimits limits, OpeningMemory memory)
      throws IOException {
    Optional<FileFormat> format = FileFormat.of(head);
    if (format.isPresent()) {
      return format.get().opening().open(bytes, limits, memory);
    }
    Optional<ImageReaderSpi> plugIn = PlugIns.thatDecodes(bytes);
    if (plugIn.isEmpty()) {
      throw unknown(head);
    }
    return PlugInImage.open(plugIn.get(), bytes, limits, memory);
  }

  /**
   * Counts the images of a file: the frames of a GIF, the pages of a TIFF, else 1.
   *
   * @param head its first bytes, as many as there are up to 8
   * @throws IOException if the bytes cannot be read
   * @throws ImageFormatException if they break the rules of their format
   * @throws ImageLimitException if there are more parts than allowed
   */
  public static int count(byte[] head, SeekableBytes bytes, ImageLimits limits) throws IOException {
    Optional<FileFormat> format = FileFormat.of(head);
    return format.isPresent() ? format.get().counting().count(bytes, limits) : 1;
  }

  /** What to say of bytes that no decoder knows. */
  public static ImageFormatException unknown(byte[] head) {
    return ImageFormatException.at(
        "image",
        "",
        0,
        isBigTiff(head)
            ? "BigTIFF needs an ImageIO plug-in, and none is there that reads it"
            : "the bytes begin neither a PNG, a JPEG, a GIF, a BMP nor a TIFF, and no ImageIO"
                + " plug-in is there that reads them");
  }

  /**
   * Refuses a size that is too large as far as the first bytes tell it, before all are copied: that
   * of a GIF's screen or a BMP.
   *
   * @param head the first bytes, as many as there are up to 26
   * @throws ImageLimitException naming the first limit that is passed
   */
  public static void checkSize(byte[] head, ImageLimits limits) {
    FileFormat.of(head).ifPresent(format -> format.checkSize(head, limits));
  }

  private static boolean isBigTiff(byte[] head) {
    return FileFormat.begins(head, "II+\0") || FileFormat.begins(head, "MM\0+");
  }
}
