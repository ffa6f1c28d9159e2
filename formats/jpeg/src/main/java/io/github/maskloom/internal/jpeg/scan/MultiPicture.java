package io.github.maskloom.internal.jpeg.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.internal.metadata.ExifBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int ENTRY_BYTES = 16;
  private static final int ENTRIES_AT = 50;

  /** No camera stores more. */
  private static final int MAX_PICTURES = 64;

  private static final short BIG_ENDIAN = 0x4D4D;
  private static final short TIFF = 42;
  private static final short VERSION_TAG = (short) 0xB000;
  private static final short COUNT_TAG = (short) 0xB001;
  private static final int ENTRIES_TAG = 0xB002;
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
    int head = Math.min(NAME.length(), content.length);
    return ExifBlock.value(Arrays.copyOfRange(content, head, content.length), ENTRIES_TAG)
        .flatMap(entries -> pictures(entries, offset + head));
  }

  private static Optional<MultiPicture> pictures(ByteBuffer entries, long base) {
    int count = entries.limit() / ENTRY_BYTES;
    if (count == 0 || count > MAX_PICTURES) {
      return Optional.empty();
    }
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int entry = i * ENTRY_BYTES;
      long length = entries.getInt(entry + 4) & 0xFFFFFFFFL;
      long offset = entries.getInt(entry + 8) & 0xFFFFFFFFL;
      pictures.add(new Picture(entries.getInt(entry), offset == 0 ? 0 : base + offset, length));
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
    content.putShort((short) ENTRIES_TAG).putShort(UNDEFINED_TYPE).putInt(2 * ENTRY_BYTES);
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
