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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The table of formats that are read from bytes in any order: how each is recognised, what its
 * first bytes tell of its size, how it opens, and how its images are counted. What it costs is told
 * by the {@link io.github.maskloom.internal.imageio.ReadPlan plan} that it opens with.
 *
 * @param signatures how its files may begin, in ISO 8859-1
 * @param size refuses a size that the first bytes tell already
 * @param opening opens its rows
 * @param counting counts the images of a file
 */
record FileFormat(List<String> signatures, Size size, Opening opening, Counting counting) {
  private static final int GIF_SIZE_AT = 6;
  private static final int BMP_HEADER_AT = 14;
  private static final int BMP_SIZE_AT = 18;

  private static final FileFormat GIF =
      new FileFormat(
          List.of("GIF87a", "GIF89a"),
          FileFormat::checkGif,
          (bytes, limits, memory) -> GifRows.open(bytes, limits),
          (bytes, limits) ->
              SeekableInput.walk(GifHeader.FORMAT, bytes, in -> GifHeader.countFrames(in, limits)));

  private static final FileFormat BMP =
      new FileFormat(
          List.of("BM"),
          FileFormat::checkBmp,
          (bytes, limits, memory) -> BmpImage.open(bytes, limits),
          (bytes, limits) -> 1);

  private static final FileFormat TIFF =
      new FileFormat(
          List.of("II*\0", "MM\0*"),
          (head, limits) -> {},
          TiffImage::open,
          (bytes, limits) ->
              SeekableInput.walk(
                  TiffDirectory.FORMAT, bytes, in -> TiffDirectory.countPages(in, limits)));

  private static final List<FileFormat> ALL = List.of(GIF, BMP, TIFF);

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

  /** The format of a file that begins so. */
  static Optional<FileFormat> of(byte[] head) {
    return ALL.stream()
        .filter(format -> format.signatures.stream().anyMatch(begin -> begins(head, begin)))
        .findFirst();
  }

  /** Whether bytes begin with a signature. */
  static boolean begins(byte[] head, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    boolean same = head.length >= expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = head[i] == expected[i];
    }
    return same;
  }

  /** Refuses a size that is too large as far as the first bytes tell it. */
  void checkSize(byte[] head, ImageLimits limits) {
    size.check(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN), limits);
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
