package io.github.maskloom.internal.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and changes the directories of a TIFF stream in an array (TIFF 6.0, page 14). What lies
 * outside the array is not there.
 */
final class TiffBytes {
  static final int ORIENTATION = 0x0112;
  static final int STRIP_OFFSETS = 0x0111;
  static final int STRIP_BYTE_COUNTS = 0x0117;
  static final int JPEG_OFFSET = 0x0201;
  static final int JPEG_BYTES = 0x0202;

  /** Byte order, 42, and where the first directory begins. */
  static final int HEAD_BYTES = 8;

  private static final int ABSENT = -1;
  private static final int MAGIC = 42;
  private static final int FIRST_LINK = 4;
  private static final int COUNT_BYTES = 2;
  private static final int ENTRY_BYTES = 12;
  private static final int TYPE_AT = 2;
  private static final int COUNT_AT = 4;
  private static final int VALUE_AT = 8;
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;

  private final ByteBuffer bytes;

  TiffBytes(byte[] tiff) {
    boolean little = tiff.length > 0 && tiff[0] == 'I';
    bytes = ByteBuffer.wrap(tiff).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  int length() {
    return bytes.limit();
  }

  boolean isTiff() {
    return length() >= HEAD_BYTES
        && bytes.get(0) == bytes.get(1)
        && (bytes.get(0) == 'I' || bytes.get(0) == 'M')
        && bytes.getShort(2) == MAGIC;
  }

  /** Where the first directory begins; negative if there is none. */
  int firstDirectory() {
    return isTiff() ? directoryAt(FIRST_LINK) : ABSENT;
  }

  /** Where the directory begins that follows another; negative if there is none. */
  int directoryAfter(int directory) {
    return directoryAt(linkAt(directory));
  }

  /** The directory that a link names; 0 names none, and so does what lies outside. */
  private int directoryAt(long link) {
    if (link > length() - Integer.BYTES) {
      return ABSENT;
    }
    long directory = Integer.toUnsignedLong(bytes.getInt((int) link));
    return directory == 0 || directory > length() - COUNT_BYTES ? ABSENT : (int) directory;
  }

  /** Where a directory's link stands, perhaps outside the array. */
  private long linkAt(int directory) {
    return (long) directory + COUNT_BYTES + (long) entries(directory) * ENTRY_BYTES;
  }

  /** Where a directory ends, perhaps outside the array. */
  long endOf(int directory) {
    return linkAt(directory) + Integer.BYTES;
  }

  /** Makes a directory the last one; as much of its link goes as is there. */
  void unlink(int directory) {
    clear(linkAt(directory), endOf(directory));
  }

  /** Zeroes what of a range is there. */
  void clear(long from, long end) {
    for (long at = Math.max(0, from); at < Math.min(end, length()); at++) {
      bytes.put((int) at, (byte) 0);
    }
  }

  private int entries(int directory) {
    return Short.toUnsignedInt(bytes.getShort(directory));
  }

  /** Where an entry stands in whole; negative if it does not. */
  private int entry(int directory, int tag) {
    if (directory < 0) {
      return ABSENT;
    }
    int count = entries(directory);
    int entry = directory + COUNT_BYTES;
    for (int i = 0; i < count && entry <= length() - ENTRY_BYTES; i++) {
      if (Short.toUnsignedInt(bytes.getShort(entry)) == tag) {
        return entry;
      }
      entry += ENTRY_BYTES;
    }
    return ABSENT;
  }

  /** A SHORT in an entry; negative if there is none. */
  int shortValue(int directory, int tag) {
    int entry = entry(directory, tag);
    return entry >= 0 && bytes.getShort(entry + TYPE_AT) == TYPE_SHORT
        ? Short.toUnsignedInt(bytes.getShort(entry + VALUE_AT))
        : ABSENT;
  }

  void setShortValue(int directory, int tag, int value) {
    int entry = entry(directory, tag);
    if (entry >= 0) {
      bytes.putShort(entry + VALUE_AT, (short) value);
    }
  }

  /** The numbers of an entry, of type SHORT or LONG, as many as are there. */
  Numbers numbers(int directory, int tag) {
    int entry = entry(directory, tag);
    int type = entry < 0 ? 0 : bytes.getShort(entry + TYPE_AT);
    if (type != TYPE_SHORT && type != TYPE_LONG) {
      return new Numbers(0, 0, Integer.BYTES);
    }
    int size = type == TYPE_SHORT ? Short.BYTES : Integer.BYTES;
    long count = Integer.toUnsignedLong(bytes.getInt(entry + COUNT_AT));
    long at = (long) entry + VALUE_AT;
    if (count * size > Integer.BYTES) {
      at = Integer.toUnsignedLong(bytes.getInt((int) at));
    }
    return new Numbers(at, (int) Math.min(count, Math.max(0, (length() - at) / size)), size);
  }

  /** Unsigned numbers that stand one behind the other. */
  final class Numbers {
    private final long from;
    private final int count;
    private final int size;

    private Numbers(long from, int count, int size) {
      this.from = from;
      this.count = count;
      this.size = size;
    }

    int count() {
      return count;
    }

    long get(int index) {
      int at = (int) from + index * size;
      return size == Short.BYTES
          ? Short.toUnsignedLong(bytes.getShort(at))
          : Integer.toUnsignedLong(bytes.getInt(at));
    }
  }
}
