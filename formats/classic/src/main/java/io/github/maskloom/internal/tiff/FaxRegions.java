package io.github.maskloom.internal.tiff;

import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.tiff.FaxDecoder.Coding;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes regions of a TIFF of fax codes: the JDK's decoder gives up where the colour of a row
 * changes at more than half of its pixels, and holds whole strips.
 *
 * <p>Regions that follow each other in a strip go on where the one before has ended; any other is
 * decoded from the first row of its strip or tile. <b>Memory:</b> the region, a bit a pixel, and a
 * {@link FaxDecoder}.
 */
final class FaxRegions implements TiffRegions {
  private final TiffHeader header;
  private final Coding coding;
  private final TiffBlocks blocks;
  private final SeekableInput in;
  private final ImageTypeSpecifier type;

  private @Nullable FaxDecoder current;
  private long currentBlock;

  /** Regions of pixels of a bit, made as images of a type. */
  FaxRegions(
      TiffHeader header,
      Coding coding,
      TiffBlocks blocks,
      SeekableInput in,
      ImageTypeSpecifier type) {
    this.header = header;
    this.coding = coding;
    this.blocks = blocks;
    this.in = in;
    this.type = type;
  }

  @Override
  public BufferedImage read(Rectangle region) throws IOException {
    if (region.x % header.blockWidth() != 0) {
      throw new IllegalStateException("regions begin where strips and tiles do");
    }
    BufferedImage image = type.createBufferedImage(region.width, region.height);
    byte[] packed = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int rows;
    for (int y = 0; y < region.height; y += rows) {
      int top = (region.y + y) % header.blockHeight();
      rows = Math.min(region.height - y, header.blockHeight() - top);
      for (int x = 0; x < region.width; x += header.blockWidth()) {
        paint(region, x, y, rows, packed);
      }
    }
    if (header.whiteIsZero()) {
      invert(packed);
    }
    return image;
  }

  /** Paints rows of one strip or tile from a place in the region on. */
  private void paint(Rectangle region, int x, int y, int rows, byte[] packed) throws IOException {
    int column = (region.x + x) / header.blockWidth();
    int blockRow = (region.y + y) / header.blockHeight();
    long block = (long) blockRow * header.blocksAcross() + column;
    FaxDecoder decoder = decoder(block, region.y + y - blockRow * header.blockHeight());
    int columns = Math.min(region.width - x, header.blockWidth());
    long rowBits = (region.width + 7L) / 8 * 8;
    for (int row = 0; row < rows; row++) {
      decoder.next();
      decoder.paint(packed, (y + row) * rowBits + x, columns);
    }
  }

  private static void invert(byte[] packed) {
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (byte) ~packed[i];
    }
  }

  /** A decoder that has come to a row of a block. */
  private FaxDecoder decoder(long block, int row) throws IOException {
    FaxDecoder decoder = current;
    if (decoder == null || block != currentBlock || row < decoder.rows()) {
      decoder = blocks.fax(block, in, coding);
      current = decoder;
      currentBlock = block;
    }
    while (decoder.rows() < row) {
      decoder.next();
    }
    return decoder;
  }
}
