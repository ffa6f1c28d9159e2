package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The IHDR chunk: how pixels stand in the file (PNG 3rd edition, section 11.2.1).
 *
 * @param width pixels per row
 * @param height rows
 * @param bitDepth bits per sample or palette index: 1, 2, 4, 8 or 16
 * @param colorType what a pixel consists of
 * @param interlaced whether rows come in the seven passes of Adam7
 */
public record PngHeader(
    int width, int height, int bitDepth, ColorType colorType, boolean interlaced) {
  static final int BYTES = 13;
  static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int SIDES_AT = 16;
  private static final int HEAD_BYTES = SIDES_AT + BYTES;

  /** Bits of a pixel in the file. */
  public int pixelBits() {
    return bitDepth * colorType.channels();
  }

  /** The distance between bytes that a filter relates to each other; 1 for packed pixels. */
  public int filterBytes() {
    return Math.max(1, pixelBits() / 8);
  }

  /** Bytes of a row or of a row of a pass, without its filter type; 0 for no pixels. */
  public long rowBytes(int pixels) {
    return ((long) pixels * pixelBits() + 7) / 8;
  }

  /** Reads the first chunk of a file. */
  static PngHeader read(ChunkReader chunks, ImageLimits limits) throws IOException {
    chunks.next();
    chunks.require(chunks.type() == ChunkType.IHDR, "the first chunk must be IHDR");
    chunks.requireLength(BYTES);
    ByteBuffer data = ByteBuffer.wrap(chunks.readAll());
    int width = size(chunks, data.getInt(), "width");
    int height = size(chunks, data.getInt(), "height");
    int bitDepth = data.get() & 0xFF;
    ColorType colorType = colorType(chunks, data.get() & 0xFF, bitDepth);
    int compression = data.get() & 0xFF;
    chunks.require(compression == 0, "compression method " + compression + " is not 0");
    int filter = data.get() & 0xFF;
    chunks.require(filter == 0, "filter method " + filter + " is not 0");
    int interlace = data.get() & 0xFF;
    chunks.require(interlace <= 1, "interlace method " + interlace + " is not 0 or 1");
    LimitCheck.size(limits, width, height);
    return new PngHeader(width, height, bitDepth, colorType, interlace == 1);
  }

  private static int size(ChunkReader chunks, int value, String name) {
    chunks.require(value > 0, name + " " + Integer.toUnsignedString(value) + " is not 1 to 2^31-1");
    return value;
  }

  private static ColorType colorType(ChunkReader chunks, int code, int bitDepth) {
    return ColorType.of(code)
        .filter(type -> type.allows(bitDepth))
        .orElseThrow(() -> chunks.broken("color type " + code + " with bit depth " + bitDepth));
  }

  /**
   * Whether a file begins as a PNG does (PNG 3rd edition, section 5.2).
   *
   * @param head the file's first bytes
   */
  public static boolean begins(byte[] head) {
    return head.length >= Long.BYTES && ByteBuffer.wrap(head).getLong() == SIGNATURE;
  }

  /**
   * Whether a file is a PNG whose rows come in seven passes, to be read by {@link Adam7Reader}.
   * Every other PNG, sound or not, is for {@link PngReader}.
   *
   * @param head the file's first bytes, {@value #HEAD_BYTES} or more if it has them
   */
  public static boolean interlaced(byte[] head) {
    return head.length >= HEAD_BYTES && begins(head) && head[HEAD_BYTES - 1] == 1;
  }

  /** Refuses an image that is {@link #interlaced} if its first bytes say that it is too large. */
  public static void checkSize(byte[] head, ImageLimits limits) {
    ByteBuffer sides = ByteBuffer.wrap(head, SIDES_AT, 2 * Integer.BYTES);
    LimitCheck.size(
        limits, Integer.toUnsignedLong(sides.getInt()), Integer.toUnsignedLong(sides.getInt()));
  }
}
