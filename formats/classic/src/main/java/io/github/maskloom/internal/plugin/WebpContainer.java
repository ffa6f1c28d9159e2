package io.github.maskloom.internal.plugin;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.RasterSize;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The chunks of a WebP file (RFC 9649, section 2), as far as they tell what decoding would take: a
 * plug-in believes the size that each frame states, whatever the file states as a whole.
 *
 * @param framePixels pixels of the largest frame
 * @param orientation EXIF's number, 1 to 8
 * @param metadata EXIF, upright, if there is any
 */
record WebpContainer(long framePixels, int orientation, ImageMetadata metadata) {
  private static final String FORMAT = "WEBP";
  private static final int RIFF = 0x52494646;
  private static final int WEBP = 0x57454250;
  private static final int LOSSY_FRAME = 0x56503820;
  private static final int LOSSLESS_FRAME = 0x5650384C;
  private static final int ANIMATED_FRAME = 0x414E4D46;
  private static final int EXIF = 0x45584946;
  private static final int RIFF_HEAD = 8;
  private static final int CHUNK_HEAD = 8;
  private static final int ANIMATED_FRAME_HEAD = 16;
  private static final int LOSSY_TAG_BYTES = 6;
  private static final int SIDE_BITS = 14;
  private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

  /** What there is to say of files that are no WebP. */
  static final WebpContainer NONE = new WebpContainer(0, ExifBlock.UPRIGHT, ImageMetadata.NONE);

  /**
   * Walks the chunks of a file.
   *
   * @return {@link #NONE} if it is no WebP
   * @throws ImageFormatException if it ends before it says it does; its reader would take what is
   *     missing for black
   * @throws io.github.maskloom.errors.ImageLimitException if it has too many chunks, too large a
   *     frame or too much EXIF
   */
  static WebpContainer read(SeekableInput in, ImageLimits limits) throws IOException {
    if (in.length() < RIFF_HEAD + Integer.BYTES || fourLetters(in) != RIFF) {
      return NONE;
    }
    long end = length(in) + RIFF_HEAD;
    if (fourLetters(in) != WEBP) {
      return NONE;
    }
    if (end > in.length()) {
      throw ImageFormatException.at(FORMAT, "RIFF", 4, "the file ends before the image does");
    }
    return readChunks(in, end, limits);
  }

  private static WebpContainer readChunks(SeekableInput in, long end, ImageLimits limits)
      throws IOException {
    long framePixels = 0;
    byte[] exif = new byte[0];
    long at = in.getStreamPosition();
    for (int parts = 1; at + CHUNK_HEAD <= end; parts++) {
      LimitCheck.parts(limits, parts);
      in.seek(at);
      int type = fourLetters(in);
      long length = length(in);
      if (type == ANIMATED_FRAME) {
        at += CHUNK_HEAD + ANIMATED_FRAME_HEAD;
        continue;
      }
      if (type == LOSSY_FRAME || type == LOSSLESS_FRAME) {
        framePixels = Math.max(framePixels, framePixels(in, type, limits));
      } else if (type == EXIF && exif.length == 0 && at + CHUNK_HEAD + length <= end) {
        LimitCheck.metadataBytes(limits, length);
        exif = exif(in, (int) length);
      }
      at += CHUNK_HEAD + length + (length & 1);
    }
    int orientation = ExifBlock.orientation(exif);
    ImageMetadata stored = ImageMetadata.NONE.toBuilder().exif(exif).build();
    return new WebpContainer(framePixels, orientation, ExifBlock.uprighted(stored, orientation));
  }

  private static int fourLetters(SeekableInput in) throws IOException {
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    return in.readInt();
  }

  private static long length(SeekableInput in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    return in.readUnsignedInt();
  }

  /** The frame's own size: RFC 6386, section 9.1, and RFC 9649, section 3.4. */
  private static long framePixels(SeekableInput in, int type, ImageLimits limits)
      throws IOException {
    long width;
    long height;
    if (type == LOSSY_FRAME) {
      in.skipBytes(LOSSY_TAG_BYTES);
      width = in.readUnsignedShort() & SIDE_MASK;
      height = in.readUnsignedShort() & SIDE_MASK;
    } else {
      in.readUnsignedByte();
      long sides = in.readUnsignedInt();
      width = (sides & SIDE_MASK) + 1;
      height = (sides >> SIDE_BITS & SIDE_MASK) + 1;
    }
    RasterSize.check(width, height, limits);
    return width * height;
  }

  private static byte[] exif(SeekableInput in, int length) throws IOException {
    byte[] block = new byte[length];
    in.readFully(block);
    byte[] tiff = ExifBlock.withoutJpegName(block);
    return ExifBlock.isTiff(tiff) ? tiff : new byte[0];
  }
}
