package io.github.maskloom.internal.png;

import java.nio.ByteBuffer;

/** Tells from the first bytes of a file whether it is a PNG (PNG 3rd edition, section 5.2). */
public final class PngSignature {
  /** How many bytes {@link #interlaced} needs; fewer are enough for {@link #matches}. */
  public static final int HEAD_BYTES = 29;

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int BYTES = 8;
  private static final int WIDTH_OFFSET = 16;
  private static final int INTERLACE_METHOD_OFFSET = HEAD_BYTES - 1;

  private PngSignature() {}

  /**
   * Whether a file begins as a PNG does.
   *
   * @param head the file's first bytes
   * @param length how many of them are defined
   */
  public static boolean matches(byte[] head, int length) {
    return length >= BYTES && first8(head) == SIGNATURE;
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

  private static long first8(byte[] head) {
    long value = 0;
    for (int i = 0; i < BYTES; i++) {
      value = value << 8 | (head[i] & 0xFF);
    }
    return value;
  }
}
