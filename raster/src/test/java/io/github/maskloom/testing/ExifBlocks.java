package io.github.maskloom.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes EXIF blocks with thumbnails, for tests. */
public final class ExifBlocks {
  /** Where the first directory's orientation stands in {@link #withThumbnail}. */
  public static final int ORIENTATION_AT = 18;

  /** Where the first directory's link stands. */
  public static final int LINK_AT = 22;

  /** Where the second directory begins. */
  public static final int SECOND_DIRECTORY_AT = 26;

  /** Where the thumbnail begins. */
  public static final int THUMBNAIL_AT = SECOND_DIRECTORY_AT + 2 + 2 * 12 + 4;

  /** Where the value begins in {@link #withValue}. */
  public static final int VALUE_AT = 8 + 2 + 2 * 12 + 4;

  private ExifBlocks() {}

  /**
   * A block with an orientation, a second directory behind the first, and the JPEG that this one
   * holds.
   */
  public static byte[] withThumbnail(ByteOrder order, int orientation, byte[] thumbnail) {
    ByteBuffer tiff = ByteBuffer.allocate(THUMBNAIL_AT + thumbnail.length).order(order);
    header(tiff, order);
    tiff.putShort((short) 1);
    shortEntry(tiff, 0x0112, orientation);
    tiff.putInt(SECOND_DIRECTORY_AT);
    tiff.putShort((short) 2);
    longEntry(tiff, 0x0201, THUMBNAIL_AT);
    longEntry(tiff, 0x0202, thumbnail.length);
    tiff.putInt(0);
    tiff.put(thumbnail);
    return tiff.array();
  }

  /**
   * A block with an orientation, and an entry of undefined bytes that stand behind the directory.
   */
  public static byte[] withValue(ByteOrder order, int tag, byte[] value) {
    ByteBuffer tiff = ByteBuffer.allocate(VALUE_AT + value.length).order(order);
    header(tiff, order);
    tiff.putShort((short) 2);
    shortEntry(tiff, 0x0112, 6);
    tiff.putShort((short) tag).putShort((short) 7).putInt(value.length).putInt(VALUE_AT);
    tiff.putInt(0).put(value);
    return tiff.array();
  }

  /** A block with an orientation, and another directory in a tag, with an entry of its own. */
  public static byte[] withDirectory(ByteOrder order, int directoryTag, int tag, byte[] value) {
    int valueAt = VALUE_AT + 2 + 12 + 4;
    ByteBuffer tiff = ByteBuffer.allocate(valueAt + value.length).order(order);
    header(tiff, order);
    tiff.putShort((short) 2);
    shortEntry(tiff, 0x0112, 6);
    longEntry(tiff, directoryTag, VALUE_AT);
    tiff.putInt(0).putShort((short) 1);
    tiff.putShort((short) tag).putShort((short) 7).putInt(value.length).putInt(valueAt);
    tiff.putInt(0).put(value);
    return tiff.array();
  }

  /** Bytes that a reader would take for a thumbnail, and that stand out in a block. */
  public static byte[] thumbnail(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x5A);
    bytes[0] = (byte) 0xFF;
    bytes[1] = (byte) 0xD8;
    return bytes;
  }

  static void header(ByteBuffer tiff, ByteOrder order) {
    tiff.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
    tiff.putShort((short) 42).putInt(8);
  }

  static void shortEntry(ByteBuffer tiff, int tag, int value) {
    tiff.putShort((short) tag).putShort((short) 3).putInt(1);
    tiff.putShort((short) value).putShort((short) 0);
  }

  private static void longEntry(ByteBuffer tiff, int tag, int value) {
    tiff.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }
}
