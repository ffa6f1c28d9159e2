package io.github.maskloom.internal.jpeg.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The index of the pictures in a file: CIPA DC-007, the multi-picture format.
 *
 * <p>It stands in a segment of the first picture, as a TIFF directory. Offsets count from the
 * directory's head, behind the segment's name.
 *
 * @param pictures in the order of the index: the first one is the image itself
 */
public record MultiPicture(List<Picture> pictures) {
  public static final String NAME = "MPF\0";

  /** Bytes of a segment's content that indexes two pictures. */
  public static final int BYTES_OF_TWO = 86;

  private static final int HEAD_BYTES = 8;
  private static final int FIELD_BYTES = 12;
  private static final int ENTRY_BYTES = 16;
  private static final int ENTRIES_AT = 50;

  /** No camera stores more. */
  private static final int MAX_PICTURES = 64;

  private static final short LITTLE_ENDIAN = 0x4949;
  private static final short BIG_ENDIAN = 0x4D4D;
  private static final short TIFF = 42;
  private static final short VERSION_TAG = (short) 0xB000;
  private static final short COUNT_TAG = (short) 0xB001;
  private static final short ENTRIES_TAG = (short) 0xB002;
  private static final short UNDEFINED_TYPE = 7;
  private static final short LONG_TYPE = 4;
  private static final int VERSION = 0x30313030;

  /** Flags of a picture that depends on others, or that others depend on. */
  private static final int DEPENDENT = 0xC0000000;

  /**
   * A picture.
   *
   * @param attributes its flags and kind, as they stand in the index
   * @param offset its first byte in the file
   * @param length its bytes
   */
  public record Picture(int attributes, long offset, long length) {}

  public MultiPicture {
    pictures = List.copyOf(pictures);
  }

  /**
   * Reads an index.
   *
   * @param content of its segment, with the name
   * @param offset of the content in the file
   * @return empty if the index is damaged
   */
  public static Optional<MultiPicture> parse(byte[] content, long offset) {
    int head = NAME.length();
    if (content.length < head + HEAD_BYTES) {
      return Optional.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(content, head, content.length - head).slice();
    short order = tiff.getShort(0);
    tiff.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean isTiff = (order == LITTLE_ENDIAN || order == BIG_ENDIAN) && tiff.getShort(2) == TIFF;
    return isTiff ? directory(tiff, tiff.getInt(4), offset + head) : Optional.empty();
  }

  private static Optional<MultiPicture> directory(ByteBuffer tiff, int at, long base) {
    if (at < 0 || at > tiff.limit() - Short.BYTES) {
      return Optional.empty();
    }
    int fields = tiff.getShort(at) & 0xFFFF;
    int first = at + Short.BYTES;
    for (int i = 0; i < fields && (long) first + (i + 1L) * FIELD_BYTES <= tiff.limit(); i++) {
      int field = first + i * FIELD_BYTES;
      if (tiff.getShort(field) == ENTRIES_TAG) {
        return entries(tiff, tiff.getInt(field + 4), tiff.getInt(field + 8), base);
      }
    }
    return Optional.empty();
  }

  private static Optional<MultiPicture> entries(ByteBuffer tiff, int bytes, int at, long base) {
    boolean fits = at >= 0 && bytes >= 0 && (long) at + bytes <= tiff.limit();
    int count = bytes / ENTRY_BYTES;
    if (!fits || count == 0 || count > MAX_PICTURES) {
      return Optional.empty();
    }
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int entry = at + i * ENTRY_BYTES;
      long length = tiff.getInt(entry + 4) & 0xFFFFFFFFL;
      long offset = tiff.getInt(entry + 8) & 0xFFFFFFFFL;
      pictures.add(new Picture(tiff.getInt(entry), offset == 0 ? 0 : base + offset, length));
    }
    return Optional.of(new MultiPicture(pictures));
  }

  /**
   * The content of a segment that indexes two pictures, neither of which depends on another.
   *
   * @param segment where the content begins in the file
   * @return empty if a picture is too large or too far behind for the format
   */
  public static Optional<byte[]> index(Picture first, Picture second, long segment) {
    long offset = second.offset() - segment - NAME.length();
    if ((first.length() | second.length() | offset) >>> Integer.SIZE != 0) {
      return Optional.empty();
    }
    ByteBuffer content = ByteBuffer.allocate(BYTES_OF_TWO);
    content.put(NAME.getBytes(ISO_8859_1));
    content.putShort(BIG_ENDIAN).putShort(TIFF).putInt(HEAD_BYTES).putShort((short) 3);
    content.putShort(VERSION_TAG).putShort(UNDEFINED_TYPE).putInt(Integer.BYTES).putInt(VERSION);
    content.putShort(COUNT_TAG).putShort(LONG_TYPE).putInt(1).putInt(2);
    content.putShort(ENTRIES_TAG).putShort(UNDEFINED_TYPE).putInt(2 * ENTRY_BYTES);
    content.putInt(ENTRIES_AT).putInt(0);
    putEntry(content, first, 0);
    putEntry(content, second, offset);
    return Optional.of(content.array());
  }

  private static void putEntry(ByteBuffer content, Picture picture, long offset) {
    content.putInt(picture.attributes() & ~DEPENDENT).putInt((int) picture.length());
    content.putInt((int) offset).putInt(0);
  }
}
