package io.github.maskloom.internal.tiff;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.SeekableInput;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * What the first directory of a TIFF file says of its image (TIFF 6.0). Only what can be read here
 * has a header: grey, RGB or palette, with at most one more sample, which is alpha; 1 to 16 bits;
 * in strips or tiles, plain or packed.
 *
 * @param order in which the bytes of a number stand
 * @param width pixels per row
 * @param height rows
 * @param bits bits of a sample
 * @param samples samples of a pixel
 * @param compression how blocks are coded
 * @param planes 1, or as many as samples where each has blocks of its own
 * @param tiled whether blocks are tiles; if not, they are strips
 * @param blockWidth pixels across a block
 * @param blockHeight rows of a block; the last strip may have fewer
 * @param offsets where blocks stand
 * @param lengths how many bytes they take
 * @param orientation how rows must be turned to be seen upright, 1 to 8
 * @param metadata profile and resolution as they hold once that is done
 * @param structure what is not reversed of a file whose bytes are, ends by starts; empty for others
 * @param patches what the decoder is to see instead: no colour profile, a palette that it reads as
 *     others do, and values that say the same in the way it understands
 */
record TiffHeader(
    ByteOrder order,
    int width,
    int height,
    int bits,
    int samples,
    Compression compression,
    int planes,
    boolean tiled,
    int blockWidth,
    int blockHeight,
    TiffDirectory.Field offsets,
    TiffDirectory.Field lengths,
    int orientation,
    ImageMetadata metadata,
    Map<Long, Long> structure,
    List<SeekableInput.Patch> patches) {

  /** The codings that are read. */
  enum Compression {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS
  }

  TiffHeader {
    structure = Map.copyOf(structure);
    patches = List.copyOf(patches);
  }

  /**
   * Reads a header.
   *
   * @throws ImageFormatException if it is damaged or of a kind that is not read
   * @throws io.github.maskloom.errors.ImageLimitException if the image passes a limit
   */
  static TiffHeader read(SeekableInput in, ImageLimits limits) throws IOException {
    return new TiffHeaderParser(in, limits).parse();
  }

  /** The file with the bits of its blocks in their usual order. */
  SeekableBytes inOrder(SeekableBytes bytes) {
    return structure.isEmpty() ? bytes : new ReversedBytes(bytes, structure);
  }

  int blocksAcross() {
    return (int) (((long) width + blockWidth - 1) / blockWidth);
  }

  int blocksDown() {
    return (int) (((long) height + blockHeight - 1) / blockHeight);
  }

  /** Number of all blocks. */
  long blocks() {
    return (long) blocksAcross() * blocksDown() * planes;
  }

  /** Rows that a block holds that starts with row {@code y}. */
  int rowsOfBlock(int y) {
    return tiled ? blockHeight : Math.min(blockHeight, height - y);
  }

  /** Bytes of a row of a block, decoded. */
  long blockRowBytes() {
    long rowBits = (long) blockWidth * bits * (planes == 1 ? samples : 1);
    return (rowBits + 7) / 8;
  }
}
