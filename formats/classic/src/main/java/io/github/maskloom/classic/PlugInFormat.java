package io.github.maskloom.classic;

import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.classic.PlannedRows.Plan;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a plug-in of ImageIO says that it decodes, when nobody else knows it. It decodes the
 * whole image into the heap, so its size is checked before it begins.
 *
 * <p>If a plug-in does not declare its samples, the image is decoded twice: once to learn what rows
 * to announce, and again when they are read. Between the two nothing is held, as the caller may
 * wait for memory.
 *
 * <p><b>Memory:</b> taken to be {@value #COPIES} times the samples. A reader of WebP was measured
 * at 4.3 bytes a pixel of RGB, at 6 of lossless RGBA, and at 12 of lossy RGBA, which it decodes
 * twice.
 */
public final class PlugInFormat implements ImageFormat {
  private static final int LOOKED_AT_BYTES = 1024;
  private static final int COPIES = 3;

  /** A frame of WebP is RGB, whatever else the image has. */
  private static final int MIN_PIXEL_BYTES = 3;

  /** Where a plug-in does not say beforehand what samples it will deliver. */
  private static final int UNKNOWN_PIXEL_BYTES = 4;

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
    Memory memory = new Memory(input.budget(), input.cancel());
    return new SeekableImage(input.owned(open(plugIn, bytes, input.limits(), memory)));
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

  /** Opens an image; the caller closes the rows, and after them the bytes. */
  private static PlannedRows open(
      ImageReaderSpi plugIn, SeekableBytes bytes, ImageLimits limits, Memory memory)
      throws IOException {
    String format = PlugIns.formatName(plugIn);
    WebpContainer webp = SeekableInput.walk(format, bytes, in -> WebpContainer.read(in, limits));
    LimitCheck.heldBytes(limits, COPIES * MIN_PIXEL_BYTES * webp.framePixels());
    ImageIoDecoder decoder = new ImageIoDecoder(format, plugIn, bytes, List.of());
    try {
      return rows(format, PlugIns.mediaType(plugIn), webp, decoder, limits, memory);
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  private static PlannedRows rows(
      String format,
      String mediaType,
      WebpContainer webp,
      ImageIoDecoder decoder,
      ImageLimits limits,
      Memory memory)
      throws IOException {
    int width = decoder.ask(reader -> reader.getWidth(0));
    int height = decoder.ask(reader -> reader.getHeight(0));
    if (width < 1 || height < 1) {
      throw decoder.wrong("there are no pixels");
    }
    RasterSamples.checkSize(width, height, limits);
    ImageTypeSpecifier type = announced(decoder);
    long held = COPIES * pixelBytes(type) * width * height;
    LimitCheck.heldBytes(limits, held);
    Plan plan = new Plan(format, mediaType, webp.metadata(), webp.orientation(), true, held, 0);
    RasterSamples samples =
        type == null
            ? memory.during(held, () -> tried(format, decoder, width, height))
            : RasterSamples.of(format, type.getColorModel(), type.getSampleModel(), width, height);
    return new RegionRows(decoder, samples.geometry(), plan, y -> decoder.readWhole(width, height));
  }

  private static RasterSamples tried(String format, ImageIoDecoder decoder, int width, int height)
      throws IOException {
    BufferedImage image = decoder.readWhole(width, height);
    decoder.rest();
    return RasterSamples.of(format, image, width, height);
  }

  private static @Nullable ImageTypeSpecifier announced(ImageIoDecoder decoder) throws IOException {
    try {
      return decoder.type();
    } catch (ImageFormatException e) {
      // Some only know once they have decoded.
      return null;
    }
  }

  private static long pixelBytes(@Nullable ImageTypeSpecifier type) {
    if (type == null) {
      return UNKNOWN_PIXEL_BYTES;
    }
    SampleModel samples = type.getSampleModel();
    int elements = samples instanceof SinglePixelPackedSampleModel ? 1 : samples.getNumBands();
    return Math.max(1, elements * DataBuffer.getDataTypeSize(samples.getDataType()) / 8);
  }

  /**
   * The chunks of a WebP file (RFC 9649, section 2), as far as they tell what decoding would take:
   * a plug-in believes the size that each frame states, whatever the file states as a whole.
   *
   * @param framePixels pixels of the largest frame
   * @param orientation EXIF's number, 1 to 8
   * @param metadata EXIF, upright, if there is any
   */
  private record WebpContainer(long framePixels, int orientation, ImageMetadata metadata) {
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
      RasterSamples.checkSize(width, height, limits);
      return width * height;
    }

    private static byte[] exif(SeekableInput in, int length) throws IOException {
      byte[] block = new byte[length];
      in.readFully(block);
      byte[] tiff = ExifBlock.withoutJpegName(block);
      return ExifBlock.isTiff(tiff) ? tiff : new byte[0];
    }
  }
}
