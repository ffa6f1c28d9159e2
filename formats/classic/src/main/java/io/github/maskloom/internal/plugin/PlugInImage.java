package io.github.maskloom.internal.plugin;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoDecoder;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.OpeningMemory;
import io.github.maskloom.internal.imageio.RasterSamples;
import io.github.maskloom.internal.imageio.RasterSize;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.imageio.RegionRows;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.IOException;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Opens an image that only a plug-in of ImageIO can read. It decodes the whole image into the heap,
 * so its size is checked before it begins.
 *
 * <p>A plug-in that does not say what samples it will deliver is had to decode the image twice:
 * once to learn what rows to announce, and again when they are read, so that meanwhile, when the
 * caller may wait for memory, nothing is held.
 *
 * <p><b>Memory:</b> taken to be {@value #COPIES} times the samples. A reader of WebP was measured
 * at 4.3 bytes a pixel of RGB, at 6 of lossless RGBA, and at 12 of lossy RGBA, which it decodes
 * twice.
 */
public final class PlugInImage {
  private static final int COPIES = 3;

  /** A frame of WebP is RGB, whatever else the image has. */
  private static final int LEAST_PIXEL_BYTES = 3;

  /** Where a plug-in does not say beforehand what samples it will deliver. */
  private static final int UNKNOWN_PIXEL_BYTES = 4;

  private PlugInImage() {}

  /** Opens an image; the caller closes the rows, and after them the bytes. */
  public static ImageIoRows open(
      ImageReaderSpi plugIn, SeekableBytes bytes, ImageLimits limits, OpeningMemory memory)
      throws IOException {
    String format = PlugIns.formatName(plugIn);
    WebpContainer webp = SeekableInput.walk(format, bytes, in -> WebpContainer.read(in, limits));
    LimitCheck.heldBytes(limits, COPIES * LEAST_PIXEL_BYTES * webp.framePixels());
    ImageIoDecoder decoder = ImageIoDecoder.open(format, plugIn, bytes);
    try {
      return rows(format, PlugIns.mediaType(plugIn), webp, decoder, limits, memory);
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  private static ImageIoRows rows(
      String format,
      String mediaType,
      WebpContainer webp,
      ImageIoDecoder decoder,
      ImageLimits limits,
      OpeningMemory memory)
      throws IOException {
    int width = decoder.ask(reader -> reader.getWidth(0));
    int height = decoder.ask(reader -> reader.getHeight(0));
    if (width < 1 || height < 1) {
      throw decoder.wrong("there are no pixels");
    }
    RasterSize.check(width, height, limits);
    ImageTypeSpecifier type = announced(decoder);
    long held = COPIES * pixelBytes(type) * width * height;
    LimitCheck.heldBytes(limits, held);
    ReadPlan plan = new ReadPlan(format, mediaType, webp.orientation(), Access.HELD, held, 0);
    RasterSamples samples =
        type == null
            ? memory.during(held, () -> tried(format, decoder, width, height))
            : RasterSamples.of(format, type.getColorModel(), type.getSampleModel(), width, height);
    return new RegionRows(
        decoder, samples.geometry(), plan, webp.metadata(), y -> decoder.readWhole(width, height));
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
}
