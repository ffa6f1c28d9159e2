package io.github.maskloom.internal.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and changes the directories of a TIFF stream in an array (TIFF 6.0, page 14). What lies
 * outside the array is not there.
 */
final class TiffBytes {
  /** Byte order, 42, and where the first directory begins. */
  static final int HEAD_BYTES = 8;

  static final int ABSENT = -1;

  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int STRIP_OFFSETS = 0x0111;
  static final int ORIENTATION = 0x0112;
  static final int STRIP_BYTE_COUNTS = 0x0117;
  static final int TILE_OFFSETS = 0x0144;
  static final int TILE_BYTE_COUNTS = 0x0145;
  static final int SUB_DIRECTORIES = 0x014A;
  static final int JPEG_OFFSET = 0x0201;
  static final int JPEG_BYTES = 0x0202;
  static final int XMP = 0x02BC;
  static final int THUMBNAIL_DATA = 0x501B;
  static final int PHOTOSHOP = 0x8649;
  static final int EXIF_DIRECTORY = 0x8769;
  static final int MAKER_NOTE = 0x927C;

  private static final int MAGIC = 42;
  private static final int FIRST_LINK = 4;
  private static final int COUNT_BYTES = 2;
  private static final int ENTRY_BYTES = 12;
  private static final int TYPE_AT = 2;
  private static final int COUNT_AT = 4;
  private static final int VALUE_AT = 8;
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;
  private static final int TYPE_DIRECTORY = 13;

  /** By type: bytes of a value (TIFF 6.0, page 15; type 13 of technical note 1). */
  private static final int[] VALUE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final ByteBuffer bytes;

  TiffBytes(byte[] tiff) {
    this(tiff, 0, tiff.length);
  }

  /** A stream within an array: offsets count from its first byte. */
  TiffBytes(byte[] array, int from, int end) {
    bytes = ByteBuffer.wrap(array, from, end - from).slice();
    boolean little = bytes.limit() > 0 && bytes.get(0) == 'I';
    bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /** Bytes of an array, all of which are there. */
  record Range(int from, int end) {}

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
    return link > length() - Integer.BYTES
        ? ABSENT
        : directoryOf(Integer.toUnsignedLong(bytes.getInt((int) link)));
  }

  /** An offset as that of a directory; negative if none can stand there. */
  int directoryOf(long offset) {
    return offset <= 0 || offset > length() - COUNT_BYTES ? ABSENT : (int) offset;
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

  /**
   * Zeroes what of a range is there.
   *
   * @return whether anything was not zero before
   */
  boolean clear(long from, long end) {
    int changed = 0;
    for (long at = Math.max(0, from); at < Math.min(end, length()); at++) {
      changed |= bytes.get((int) at);
      bytes.put((int) at, (byte) 0);
    }
    return changed != 0;
  }

  /** How many entries a directory claims to have. */
  int entries(int directory) {
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

  /** Whether a directory has an entry. */
  boolean has(int directory, int tag) {
    return entry(directory, tag) >= 0;
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

  /** Where the value of an entry stands, as far as it is there; empty if there is none. */
  Range value(int directory, int tag) {
    int entry = entry(directory, tag);
    int type = entry < 0 ? 0 : Short.toUnsignedInt(bytes.getShort(entry + TYPE_AT));
    if (entry < 0 || type >= VALUE_BYTES.length) {
      return new Range(0, 0);
    }
    long size = Integer.toUnsignedLong(bytes.getInt(entry + COUNT_AT)) * VALUE_BYTES[type];
    long from =
        size <= Integer.BYTES
            ? (long) entry + VALUE_AT
            : Integer.toUnsignedLong(bytes.getInt(entry + VALUE_AT));
    int start = (int) Math.min(from, length());
    return new Range(start, (int) Math.min(start + size, length()));
  }

  /** Takes an entry out of a directory that is there in whole; no other value moves. */
  void remove(int directory, int tag) {
    int entry = entry(directory, tag);
    if (entry < 0 || endOf(directory) > length()) {
      return;
    }
    long end = endOf(directory);
    byte[] rest = new byte[(int) end - entry - ENTRY_BYTES];
    bytes.get(entry + ENTRY_BYTES, rest);
    bytes.putShort(directory, (short) (entries(directory) - 1));
    bytes.put(entry, rest);
    clear(end - ENTRY_BYTES, end);
  }

  /** The numbers of an entry, of type SHORT, LONG or IFD, as many as are there. */
  Numbers numbers(int directory, int tag) {
    int entry = entry(directory, tag);
    int type = entry < 0 ? 0 : bytes.getShort(entry + TYPE_AT);
    if (type != TYPE_SHORT && type != TYPE_LONG && type != TYPE_DIRECTORY) {
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
