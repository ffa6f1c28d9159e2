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
    if (chunks.type() != ChunkType.IHDR) {
      throw chunks.broken("the first chunk must be IHDR");
    }
    if (chunks.length() != BYTES) {
      throw chunks.broken("has " + chunks.length() + " bytes instead of " + BYTES);
    }
    ByteBuffer data = ByteBuffer.wrap(chunks.readAll());
    int width = size(chunks, data.getInt(), "width");
    int height = size(chunks, data.getInt(), "height");
    int bitDepth = data.get() & 0xFF;
    ColorType colorType = colorType(chunks, data.get() & 0xFF, bitDepth);
    onlyZero(chunks, data.get() & 0xFF, "compression");
    onlyZero(chunks, data.get() & 0xFF, "filter");
    boolean interlaced = interlaced(chunks, data.get() & 0xFF);
    LimitCheck.size(limits, width, height);
    return new PngHeader(width, height, bitDepth, colorType, interlaced);
  }

  private static int size(ChunkReader chunks, int value, String name) {
    if (value <= 0) {
      throw chunks.broken(name + " " + Integer.toUnsignedString(value) + " is not 1 to 2^31-1");
    }
    return value;
  }

  private static ColorType colorType(ChunkReader chunks, int code, int bitDepth) {
    return ColorType.of(code)
        .filter(type -> type.allows(bitDepth))
        .orElseThrow(() -> chunks.broken("color type " + code + " with bit depth " + bitDepth));
  }

  private static void onlyZero(ChunkReader chunks, int method, String name) {
    if (method != 0) {
      throw chunks.broken(name + " method " + method + " is not 0");
    }
  }

  private static boolean interlaced(ChunkReader chunks, int method) {
    if (method != 0 && method != 1) {
      throw chunks.broken("interlace method " + method + " is not 0 or 1");
    }
    return method == 1;
  }

  /** Tells from the first bytes of a file whether it is a PNG (PNG 3rd edition, section 5.2). */
  public static final class Signature {
    /** How many bytes {@link #interlaced} needs; fewer are enough for {@link #matches}. */
    public static final int HEAD_BYTES = 29;

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int WIDTH_OFFSET = 16;
    private static final int INTERLACE_METHOD_OFFSET = HEAD_BYTES - 1;

    private Signature() {}

    /**
     * Whether a file begins as a PNG does.
     *
     * @param head the file's first bytes
     * @param length how many of them are defined
     */
    public static boolean matches(byte[] head, int length) {
      return length >= Long.BYTES && ByteBuffer.wrap(head).getLong() == SIGNATURE;
    }

    /**
     * Whether a file is a PNG whose rows come in seven passes, to be read by {@link Adam7Reader}.
     * Every other PNG, sound or not, is for {@link PngReader}.
     *
     * @param head the file's first bytes, {@link #HEAD_BYTES} or more
     * @param length how many of them are defined
     */
    public static boolean interlaced(byte[] head, int length) {
      return length >= HEAD_BYTES && matches(head, length) && head[INTERLACE_METHOD_OFFSET] == 1;
    }

    /** Pixels per row of an image that is {@link #interlaced}; not checked. */
    public static long width(byte[] head) {
      return Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(WIDTH_OFFSET));
    }

    /** Rows of an image that is {@link #interlaced}; not checked. */
    public static long height(byte[] head) {
      return Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(WIDTH_OFFSET + Integer.BYTES));
    }

    static long bytes() {
      return SIGNATURE;
    }
  }
}
