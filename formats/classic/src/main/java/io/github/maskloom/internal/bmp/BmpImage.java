package io.github.maskloom.internal.bmp;

import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoDecoder;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.JdkCodec;
import io.github.maskloom.internal.imageio.RasterSamples;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.imageio.RegionRows;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.ImageTypeSpecifier;

/**
 * Opens a BMP file. Pixels without compression are read a few rows at a time, wherever they stand;
 * run-length ones the decoder unpacks at once, so the image is held. Pixels of 16 bits with alpha
 * are read row by row, without the decoder.
 */
public final class BmpImage {
  private static final int BLOCK_BYTES = 1 << 18;

  private BmpImage() {}

  /** Opens a file; the caller closes the rows, and after them the bytes. */
  public static ImageIoRows open(SeekableBytes bytes, ImageLimits limits) throws IOException {
    BmpHeader header =
        SeekableInput.walk(BmpHeader.FORMAT, bytes, in -> BmpHeader.read(in, limits));
    if (!header.fields().isEmpty()) {
      LimitCheck.heldBytes(limits, BmpFieldRows.heldBytes(header.width()));
      return new BmpFieldRows(bytes, header);
    }
    ReadPlan plan = plan(header);
    LimitCheck.heldBytes(limits, plan.heldBytes());
    ImageIoDecoder decoder = ImageIoDecoder.open(JdkCodec.BMP, bytes, header.patches());
    try {
      return rows(decoder, header, plan);
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  private static ImageIoRows rows(ImageIoDecoder decoder, BmpHeader header, ReadPlan plan)
      throws IOException {
    decoder.checkSize(header.width(), header.height());
    ImageTypeSpecifier type = Objects.requireNonNull(decoder.type());
    ImageGeometry geometry =
        RasterSamples.of(
                BmpHeader.FORMAT,
                type.getColorModel(),
                type.getSampleModel(),
                header.width(),
                header.height())
            .geometry();
    return new RegionRows(
        decoder,
        geometry,
        plan,
        header.metadata(),
        RegionRows.regions(decoder, geometry, blockRows(header)));
  }

  private static int blockRows(BmpHeader header) {
    if (header.runLengths()) {
      return header.height();
    }
    long rowBytes = Math.max(1, header.dataBytes() / header.height());
    return (int) Math.max(1, Math.min(header.height(), BLOCK_BYTES / rowBytes));
  }

  private static ReadPlan plan(BmpHeader header) {
    if (header.runLengths()) {
      long held =
          BmpHeader.heldBytes(header.width(), header.height(), header.bits(), header.dataBytes());
      return new ReadPlan(BmpHeader.FORMAT, BmpHeader.MEDIA_TYPE, 1, Access.HELD, held, 0);
    }
    long block = header.dataBytes() / header.height() * blockRows(header);
    return new ReadPlan(BmpHeader.FORMAT, BmpHeader.MEDIA_TYPE, 1, Access.STREAMED, block, 0);
  }
}
