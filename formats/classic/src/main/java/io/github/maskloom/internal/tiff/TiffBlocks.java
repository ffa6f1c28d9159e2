package io.github.maskloom.internal.tiff;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.imageio.ImageIoDecoder;
import io.github.maskloom.internal.imageio.SeekableInput;
import io.github.maskloom.internal.limits.LimitCheck;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * The strips or tiles of a TIFF file, checked before the JDK's decoder sees them: where they stand,
 * and whether they hold as much as they should, as it leaves black what they do not.
 *
 * <p><b>Memory:</b> 80 KiB, and 32 KiB before anything was read.
 */
final class TiffBlocks {
  private final ImageIoDecoder decoder;
  private final TiffHeader header;
  private final SeekableInput offsets;
  private final SeekableInput lengths;
  private final TiffBlockLength decodedLength;

  /** The blocks of a file, which are read through inputs that are closed with the decoder. */
  TiffBlocks(ImageIoDecoder decoder, TiffHeader header) {
    this.decoder = decoder;
    this.header = header;
    offsets = decoder.openInput();
    lengths = decoder.openInput();
    offsets.setByteOrder(header.order());
    lengths.setByteOrder(header.order());
    decodedLength = new TiffBlockLength(decoder.openInput());
  }

  /**
   * Checks that all blocks are inside the file.
   *
   * @return bytes that the largest takes there
   * @throws ImageFormatException if one is not
   * @throws io.github.maskloom.errors.ImageLimitException if they take more together than allowed,
   *     which they may although the file does not, if they share bytes
   */
  long checkPlaces(ImageLimits limits) throws IOException {
    long largest = 0;
    long sum = 0;
    for (long block = 0; block < header.blocks(); block++) {
      long bytes = storedBytes(block);
      if (bytes == 0) {
        throw wrong(block, "there is nothing in it");
      }
      if (offset(block) + bytes > offsets.length()) {
        throw wrong(block, "the file ends before the image does");
      }
      largest = Math.max(largest, bytes);
      sum += bytes;
    }
    LimitCheck.inputBytes(limits, sum);
    return largest;
  }

  private long offset(long block) throws IOException {
    return header.offsets().read(offsets, block);
  }

  private long storedBytes(long block) throws IOException {
    return header.compression() == TiffHeader.Compression.NONE
        ? decodedBytes(block)
        : header.lengths().read(lengths, block);
  }

  private long decodedBytes(long block) {
    int down = (int) (block / header.blocksAcross() % header.blocksDown());
    return header.blockRowBytes() * header.rowsOfBlock(down * header.blockHeight());
  }

  /**
   * Decodes a region, once its blocks are known to hold what they should.
   *
   * @throws ImageFormatException if one holds less, or its codes are broken
   */
  BufferedImage read(Rectangle region) throws IOException {
    decoder.ask(
        reader -> {
          checkContent(region);
          return region;
        });
    return decoder.read(region);
  }

  private void checkContent(Rectangle region) throws IOException {
    int firstRow = region.y / header.blockHeight();
    int lastRow = (region.y + region.height - 1) / header.blockHeight();
    int firstColumn = region.x / header.blockWidth();
    int lastColumn = (region.x + region.width - 1) / header.blockWidth();
    long plane = (long) header.blocksAcross() * header.blocksDown();
    for (long first = 0; first < header.blocks(); first += plane) {
      for (int row = firstRow; row <= lastRow; row++) {
        for (int column = firstColumn; column <= lastColumn; column++) {
          checkContent(first + (long) row * header.blocksAcross() + column);
        }
      }
    }
  }

  private void checkContent(long block) throws IOException {
    long needed = decodedBytes(block);
    boolean holds =
        decodedLength.reaches(needed, header.compression(), offset(block), storedBytes(block));
    if (!holds) {
      throw wrong(block, "its codes are broken or end too early");
    }
  }

  private ImageFormatException wrong(long block, String rule) throws IOException {
    String name = (header.tiled() ? "tile " : "strip ") + block;
    return ImageFormatException.at(TiffDirectory.FORMAT, name, offset(block), rule);
  }
}
