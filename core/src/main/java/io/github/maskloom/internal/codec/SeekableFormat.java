package io.github.maskloom.internal.codec;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.bmp.BmpImage;
import io.github.maskloom.internal.gif.GifHeader;
import io.github.maskloom.internal.gif.GifRows;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import io.github.maskloom.internal.tiff.TiffDirectory;
import io.github.maskloom.internal.tiff.TiffImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A format that is read from bytes in any order, by the JDK's own codecs whatever plug-ins there
 * are. What reading costs is told by the {@link io.github.maskloom.internal.imageio.ReadPlan plan}
 * that an image opens with.
 *
 * @param signatures how its files may begin, in ISO 8859-1
 * @param size refuses a size that the first bytes tell already
 * @param opening opens its rows
 * @param counting counts the images of a file
 */
record SeekableFormat(List<String> signatures, Size size, Opening opening, Counting counting)
    implements FileFormat {
  private static final int GIF_SIZE_AT = 6;
  private static final int BMP_HEADER_AT = 14;
  private static final int BMP_SIZE_AT = 18;

  static final SeekableFormat GIF =
      new SeekableFormat(
          List.of("GIF87a", "GIF89a"),
          SeekableFormat::checkGif,
          (bytes, limits, memory) -> GifRows.open(bytes, limits),
          (bytes, limits) ->
              SeekableInput.walk(GifHeader.FORMAT, bytes, in -> GifHeader.countFrames(in, limits)));

  static final SeekableFormat BMP =
      new SeekableFormat(
          List.of("BM"),
          SeekableFormat::checkBmp,
          (bytes, limits, memory) -> BmpImage.open(bytes, limits),
          (bytes, limits) -> 1);

  static final SeekableFormat TIFF =
      new SeekableFormat(
          List.of("II*\0", "MM\0*"),
          (head, limits) -> {},
          TiffImage::open,
          (bytes, limits) ->
              SeekableInput.walk(
                  TiffDirectory.FORMAT, bytes, in -> TiffDirectory.countPages(in, limits)));

  /** Refuses a size. */
  @FunctionalInterface
  interface Size {
    /**
     * Throws if the size is too large.
     *
     * @param head the first bytes, little-endian
     */
    void check(ByteBuffer head, ImageLimits limits);
  }

  /** Opens rows. */
  @FunctionalInterface
  interface Opening {
    /** Opens an image; the caller closes the rows, and after them the bytes. */
    ImageIoRows open(SeekableBytes bytes, ImageLimits limits, OpeningMemory memory)
        throws IOException;
  }

  /** Counts images. */
  @FunctionalInterface
  interface Counting {
    /** Counts the images of a file. */
    int count(SeekableBytes bytes, ImageLimits limits) throws IOException;
  }

  @Override
  public boolean begins(byte[] head) {
    return signatures.stream().anyMatch(signature -> FileFormat.begins(head, signature));
  }

  @Override
  public StoredImage open(EncodedInput input) throws IOException {
    size.check(ByteBuffer.wrap(input.head()).order(ByteOrder.LITTLE_ENDIAN), input.limits());
    return SeekableImage.open(input, input.seekable(), opening, counting);
  }

  private static void checkGif(ByteBuffer head, ImageLimits limits) {
    if (head.capacity() >= GIF_SIZE_AT + Integer.BYTES) {
      LimitCheck.size(
          limits,
          Short.toUnsignedInt(head.getShort(GIF_SIZE_AT)),
          Short.toUnsignedInt(head.getShort(GIF_SIZE_AT + Short.BYTES)));
    }
  }

  private static void checkBmp(ByteBuffer head, ImageLimits limits) {
    boolean told = head.capacity() >= BMP_SIZE_AT + 2 * Integer.BYTES;
    if (told && head.getInt(BMP_HEADER_AT) >= 40) {
      LimitCheck.size(
          limits,
          Math.max(0, head.getInt(BMP_SIZE_AT)),
          Math.abs((long) head.getInt(BMP_SIZE_AT + Integer.BYTES)));
    }
  }
}
