package io.github.maskloom.internal.webp;

import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A frame as it is coded, and where it stands on the canvas.
 *
 * @param left columns of the canvas before it
 * @param top rows of the canvas above it
 * @param alpha the alpha of a lossy picture, apart from it
 * @param picture its colors; a lossless one has its alpha in it
 * @param transparent whether it has alpha
 */
record WebpFrame(
    int left,
    int top,
    int width,
    int height,
    Optional<RiffChunk> alpha,
    RiffChunk picture,
    boolean transparent) {
  private static final int LOSSY_HEAD_BYTES = 10;
  private static final int LOSSLESS_HEAD_BYTES = 5;
  private static final int KEY_FRAME_MASK = 1;
  private static final int START_CODE = 0x2A019D;
  private static final int LOSSLESS_SIGNATURE = 0x2F;
  private static final int SIDE_BITS = 14;
  private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;
  private static final int ALPHA_BIT = 28;
  private static final int VERSION_BIT = 29;

  /** How alpha is coded: RFC 9649, section 2.7.1.2. */
  private static final int ALPHA_CODING = 0x03;

  private static final int ALPHA_LOSSLESS = 1;

  private static final int ALPHA_FLAG = 0x10;
  private static final int EXTENDED_BYTES = 10;

  /** The decoder's trees and probabilities. */
  private static final int DECODER_BYTES = 128 << 10;

  /** What is known of a block of 16 by 16 pixels, and its samples in three planes. */
  private static final int BLOCK_BYTES = 72 + 384;

  /** What is known of the blocks above a pixel. */
  private static final int COLUMN_BYTES = 8;

  /** A frame at the canvas' corner, of the size that its picture tells. */
  static WebpFrame of(
      SeekableBytes bytes, Optional<RiffChunk> alpha, RiffChunk picture, ImageLimits limits)
      throws IOException {
    WebpFrame frame =
        picture.type() == RiffChunk.LOSSY
            ? lossy(picture.start(bytes, LOSSY_HEAD_BYTES), alpha, picture)
            : lossless(picture.start(bytes, LOSSLESS_HEAD_BYTES), picture);
    if (frame.width == 0 || frame.height == 0) {
      throw picture.wrong("there are no pixels");
    }
    LimitCheck.size(limits, frame.width, frame.height);
    return frame;
  }

  /** RFC 6386, section 9.1. */
  private static WebpFrame lossy(ByteBuffer head, Optional<RiffChunk> alpha, RiffChunk picture) {
    if ((head.get(0) & KEY_FRAME_MASK) != 0 || (head.getInt(3) & 0xFFFFFF) != START_CODE) {
      throw picture.wrong("no key frame begins like this");
    }
    int width = head.getShort(6) & SIDE_MASK;
    int height = head.getShort(8) & SIDE_MASK;
    return new WebpFrame(0, 0, width, height, alpha, picture, alpha.isPresent());
  }

  /** RFC 9649, section 3.4. */
  private static WebpFrame lossless(ByteBuffer head, RiffChunk picture) {
    int fields = head.getInt(1);
    if (head.get(0) != LOSSLESS_SIGNATURE || fields >>> VERSION_BIT != 0) {
      throw picture.wrong("no lossless picture begins like this");
    }
    int width = (fields & SIDE_MASK) + 1;
    int height = (fields >> SIDE_BITS & SIDE_MASK) + 1;
    boolean transparent = (fields >> ALPHA_BIT & 1) != 0;
    return new WebpFrame(0, 0, width, height, Optional.empty(), picture, transparent);
  }

  /** The same at another place of the canvas. */
  WebpFrame at(int otherLeft, int otherTop) {
    return new WebpFrame(otherLeft, otherTop, width, height, alpha, picture, transparent);
  }

  private boolean isLossless() {
    return picture.type() == RiffChunk.LOSSLESS;
  }

  private long codedBytes() {
    return picture.length() + alpha.map(RiffChunk::length).orElse(0L);
  }

  /**
   * Heap that decoding holds at most: the file, its pixels in four bytes each, and what the decoder
   * has beside them. That is planes of a lossy picture and its blocks, and copies of its codes. The
   * alpha of a lossy picture comes after these, as a lossless picture. A lossless one has up to
   * four pictures of a sixteenth of its pixels, and tables.
   */
  long heldBytes() {
    long pixels = (long) width * height;
    long beside = isLossless() ? losslessBytes(pixels, picture) : lossyBytes();
    if (alpha.isPresent()) {
      beside = Math.max(beside, 5 * pixels + losslessBytes(pixels, alpha.get()));
    }
    return DECODER_BYTES + codedBytes() + 4 * pixels + beside;
  }

  private long lossyBytes() {
    long blocks = ((width + 15L) / 16) * ((height + 15L) / 16);
    return blocks * BLOCK_BYTES + (long) width * COLUMN_BYTES + 2 * picture.length();
  }

  private static long losslessBytes(long pixels, RiffChunk coded) {
    return pixels + CodeTables.allowedBytes(pixels, coded.length());
  }

  /**
   * The frame as a file of its own, without anything that its decoder could object to or apply.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if a lossless part of it needs more
   *     tables than are counted in {@link #heldBytes}
   */
  byte[] file(SeekableBytes bytes) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(fileBytes()).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(RiffChunk.RIFF).putInt(file.capacity() - RiffChunk.HEAD_BYTES);
    file.putInt(RiffChunk.WEBP).putInt(RiffChunk.EXTENDED).putInt(EXTENDED_BYTES);
    file.putInt(transparent ? ALPHA_FLAG : 0);
    putSide(file, width);
    putSide(file, height);
    if (alpha.isPresent()) {
      int from = copy(bytes, alpha.get(), file);
      int coding = alpha.get().length() == 0 ? 0 : file.get(from) & ALPHA_CODING;
      if (coding == ALPHA_LOSSLESS) {
        checkTables(alpha.get(), file.array(), from, 1);
      }
    }
    int from = copy(bytes, picture, file);
    if (isLossless()) {
      checkTables(picture, file.array(), from, LOSSLESS_HEAD_BYTES);
    }
    return file.array();
  }

  private void checkTables(RiffChunk chunk, byte[] file, int from, int headBytes) {
    int end = from + (int) chunk.length();
    long tables = CodeTables.count(file, from + headBytes, end, width, height);
    if (tables > CodeTables.allowedBytes((long) width * height, chunk.length())) {
      throw chunk.wrong("its codes take more tables than such a picture may have");
    }
  }

  private int fileBytes() {
    long bytes = RiffChunk.HEAD_BYTES + 4 + RiffChunk.HEAD_BYTES + EXTENDED_BYTES;
    bytes += RiffChunk.HEAD_BYTES + picture.next() - picture.at();
    if (alpha.isPresent()) {
      bytes += RiffChunk.HEAD_BYTES + alpha.get().next() - alpha.get().at();
    }
    if (bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw picture.wrong("it has more bytes than its decoder takes");
    }
    return (int) bytes;
  }

  private static void putSide(ByteBuffer file, int side) {
    file.putShort((short) (side - 1)).put((byte) ((side - 1) >> 16));
  }

  /** Copies a chunk; returns where its data begin in the copy. */
  private static int copy(SeekableBytes bytes, RiffChunk chunk, ByteBuffer file)
      throws IOException {
    file.putInt(chunk.type()).putInt((int) chunk.length());
    int from = file.position();
    ByteBuffer data = file.slice(from, (int) chunk.length());
    bytes.read(chunk.at(), data);
    file.position(from + (int) (chunk.length() + (chunk.length() & 1)));
    return from;
  }
}
