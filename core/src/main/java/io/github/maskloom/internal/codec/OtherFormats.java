package io.github.maskloom.internal.codec;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.bmp.BmpImage;
import io.github.maskloom.internal.gif.GifHeader;
import io.github.maskloom.internal.gif.GifRows;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import io.github.maskloom.internal.plugin.PlugInImage;
import io.github.maskloom.internal.plugin.PlugIns;
import io.github.maskloom.internal.tiff.TiffDirectory;
import io.github.maskloom.internal.tiff.TiffImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Chooses the decoder of an image that is neither PNG nor JPEG: the JDK's own for GIF, BMP and
 * TIFF, whatever plug-ins there are; a plug-in's for anything else.
 */
public final class OtherFormats {
  private static final int GIF_SIZE_AT = 6;
  private static final int BMP_HEADER_AT = 14;
  private static final int BMP_SIZE_AT = 18;
  private static final int SIZE_BYTES = BMP_SIZE_AT + 2 * Integer.BYTES;

  private OtherFormats() {}

  /** Whether the JDK reads the format that begins so. */
  public static boolean isKnown(byte[] head) {
    return isGif(head) || isBmp(head) || isTiff(head);
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
    if (isGif(head)) {
      return GifRows.open(bytes, limits);
    }
    if (isBmp(head)) {
      return BmpImage.open(bytes, limits);
    }
    if (isTiff(head)) {
      return TiffImage.open(bytes, limits, memory);
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
    if (isGif(head)) {
      return SeekableInput.walk(GifHeader.FORMAT, bytes, in -> GifHeader.countFrames(in, limits));
    }
    return isTiff(head)
        ? SeekableInput.walk(
            TiffDirectory.FORMAT, bytes, in -> TiffDirectory.countPages(in, limits))
        : 1;
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
   * @param head the first bytes, as many as there are up to {@value #SIZE_BYTES}
   * @throws ImageLimitException naming the first limit that is passed
   */
  public static void checkSize(byte[] head, ImageLimits limits) {
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (isGif(head) && head.length >= GIF_SIZE_AT + Integer.BYTES) {
      limits.checkSize(
          Short.toUnsignedInt(bytes.getShort(GIF_SIZE_AT)),
          Short.toUnsignedInt(bytes.getShort(GIF_SIZE_AT + Short.BYTES)));
    } else if (isBmp(head) && head.length >= SIZE_BYTES && bytes.getInt(BMP_HEADER_AT) >= 40) {
      limits.checkSize(
          Math.max(0, bytes.getInt(BMP_SIZE_AT)),
          Math.abs((long) bytes.getInt(BMP_SIZE_AT + Integer.BYTES)));
    }
  }

  private static boolean isGif(byte[] head) {
    return begins(head, "GIF87a") || begins(head, "GIF89a");
  }

  private static boolean isBmp(byte[] head) {
    return begins(head, "BM");
  }

  private static boolean isTiff(byte[] head) {
    return begins(head, "II*\0") || begins(head, "MM\0*");
  }

  private static boolean isBigTiff(byte[] head) {
    return begins(head, "II+\0") || begins(head, "MM\0+");
  }

  private static boolean begins(byte[] head, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    boolean same = head.length >= expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = head[i] == expected[i];
    }
    return same;
  }
}
