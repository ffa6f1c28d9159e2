package io.github.maskloom.internal.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A part of a RIFF file (RFC 9649, section 2.3).
 *
 * @param type four letters, the first in the lowest byte
 * @param at where its data begin
 * @param length bytes of data, without the one that fills up an odd number
 */
record RiffChunk(int type, long at, long length) {
  static final int RIFF = letters("RIFF");
  static final int WEBP = letters("WEBP");
  static final int LOSSY = letters("VP8 ");
  static final int LOSSLESS = letters("VP8L");
  static final int EXTENDED = letters("VP8X");
  static final int ALPHA = letters("ALPH");
  static final int ANIMATION = letters("ANIM");
  static final int FRAME = letters("ANMF");
  static final int PROFILE = letters("ICCP");
  static final int EXIF = letters("EXIF");
  static final int XMP = letters("XMP ");
  static final int MANIFEST = letters("C2PA");

  /** Type and length. */
  static final int HEAD_BYTES = 8;

  private static int letters(String type) {
    return type.charAt(0) | type.charAt(1) << 8 | type.charAt(2) << 16 | type.charAt(3) << 24;
  }

  /** Reads the head of a chunk; there are enough bytes for it. */
  static RiffChunk read(SeekableBytes bytes, long at) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(at, head);
    long length = Integer.toUnsignedLong(head.getInt(Integer.BYTES));
    return new RiffChunk(head.getInt(0), at + HEAD_BYTES, length);
  }

  /** Where the next chunk begins. */
  long next() {
    return at + length + (length & 1);
  }

  /** Whether this is the picture of a frame. */
  boolean isPicture() {
    return type == LOSSY || type == LOSSLESS;
  }

  /** The type's letters, for messages. */
  String name() {
    byte[] letters = ByteBuffer.allocate(Integer.BYTES).putInt(Integer.reverseBytes(type)).array();
    return new String(letters, ISO_8859_1).replaceAll("[^ -~]", "?").strip();
  }

  /**
   * The first bytes of the data, to be read in their order.
   *
   * @throws ImageFormatException if there are fewer
   */
  ByteBuffer start(SeekableBytes bytes, int count) throws IOException {
    if (length < count || at + count > bytes.length()) {
      throw wrong("it ends in its header");
    }
    ByteBuffer start = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(at, start);
    return start.flip();
  }

  /** What is wrong with this chunk. */
  ImageFormatException wrong(String rule) {
    return ImageFormatException.at(WebpFormat.NAME, name(), at, rule);
  }
}
