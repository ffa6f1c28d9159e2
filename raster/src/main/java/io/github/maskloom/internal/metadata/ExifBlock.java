package io.github.maskloom.internal.metadata;

import io.github.maskloom.image.ImageMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An EXIF block: a TIFF stream of directories without an image of its own (CIPA DC-008, section
 * 4.5; TIFF 6.0, page 13).
 *
 * <p>EXIF is advice: no photo is refused for a damaged block, so nothing here throws, whatever the
 * bytes.
 */
public final class ExifBlock {
  /** The first row is the top, the first column the left. */
  public static final int UPRIGHT = 1;

  private static final byte[] JPEG_NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final int LAST_THAT_KEEPS_SIDES = 4;

  private ExifBlock() {}

  /** Whether a block begins as a TIFF stream does; what does not is no EXIF and is not carried. */
  public static boolean isTiff(byte[] tiff) {
    return new TiffBytes(tiff).isTiff();
  }

  /** A block without the name that stands before it in a JPEG, and in a WebP of some programs. */
  public static byte[] withoutJpegName(byte[] block) {
    boolean named =
        block.length >= JPEG_NAME.length
            && Arrays.equals(block, 0, JPEG_NAME.length, JPEG_NAME, 0, JPEG_NAME.length);
    return named ? Arrays.copyOfRange(block, JPEG_NAME.length, block.length) : block;
  }

  /**
   * Reads the orientation, 1 to 8: tag 0x0112 of the first directory.
   *
   * @param tiff an EXIF block from its TIFF header on
   * @return {@link #UPRIGHT} if the block does not say or is damaged
   */
  public static int orientation(byte[] tiff) {
    TiffBytes block = new TiffBytes(tiff);
    int value = block.shortValue(block.firstDirectory(), TiffBytes.ORIENTATION);
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }

  /**
   * The metadata that holds once rows of this orientation are delivered upright: EXIF says so, and
   * the densities have changed sides with the image.
   */
  public static ImageMetadata uprighted(ImageMetadata stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    ImageMetadata.Builder upright = stored.toBuilder();
    stored.exif().ifPresent(tiff -> upright.exif(uprighted(tiff)));
    if (orientation > LAST_THAT_KEEPS_SIDES) {
      upright.pixelsPerMeter(stored.pixelsPerMeterY(), stored.pixelsPerMeterX());
    }
    return upright.build();
  }

  private static byte[] uprighted(byte[] tiff) {
    byte[] upright = tiff.clone();
    TiffBytes block = new TiffBytes(upright);
    block.setShortValue(block.firstDirectory(), TiffBytes.ORIENTATION, UPRIGHT);
    return upright;
  }

  /**
   * A copy without the thumbnail, which shows the image as it was before it was changed.
   *
   * <p>The first directory's link is zero, and so are the bytes of the directories behind it and of
   * the images that they hold, a JPEG or strips. The length stays and no offset moves. The header
   * and the first directory keep all other bytes, also if a damaged directory claims them. A
   * preview in a maker's note stays: its form is the maker's secret.
   *
   * @param tiff an EXIF block from its TIFF header on; unchanged
   */
  public static byte[] withoutThumbnail(byte[] tiff) {
    byte[] copy = tiff.clone();
    long ignored = eraseThumbnail(copy);
    return copy;
  }

  /** Does that to a block in place, and says how many bytes it zeroed, each time counted. */
  static long eraseThumbnail(byte[] tiff) {
    TiffBytes block = new TiffBytes(tiff);
    int first = block.firstDirectory();
    if (first >= 0) {
      new ThumbnailEraser(block, first).run();
    }
    return block.clearedBytes;
  }

  /**
   * Zeroes the directories behind the first one of an EXIF block, and the images they hold.
   *
   * <p>Each directory is zeroed before the next is looked at, so that links in a circle end.
   * Entries that claim more bytes than a whole block has overlap each other. Then everything goes
   * but the header and the first directory, so that the work stays proportional to the block.
   */
  private static final class ThumbnailEraser {
    private final TiffBytes block;
    private final int keptFrom;
    private final long keptEnd;
    private long budgetBytes;

    /**
     * An eraser for one block.
     *
     * @param firstDirectory the directory that is kept
     */
    ThumbnailEraser(TiffBytes block, int firstDirectory) {
      this.block = block;
      keptFrom = firstDirectory;
      keptEnd = block.endOf(firstDirectory);
      budgetBytes = 2L * block.length();
    }

    void run() {
      int next = block.directoryAfter(keptFrom);
      block.unlink(keptFrom);
      while (next >= 0 && budgetBytes >= 0) {
        int directory = next;
        long end = block.endOf(directory);
        next = block.directoryAfter(directory);
        eraseData(directory, TiffBytes.JPEG_OFFSET, TiffBytes.JPEG_BYTES);
        eraseData(directory, TiffBytes.STRIP_OFFSETS, TiffBytes.STRIP_BYTE_COUNTS);
        erase(directory, end);
      }
      if (budgetBytes < 0) {
        clear(0, block.length());
      }
    }

    private void eraseData(int directory, int offsetsTag, int lengthsTag) {
      TiffBytes.Numbers offsets = block.numbers(directory, offsetsTag);
      TiffBytes.Numbers lengths = block.numbers(directory, lengthsTag);
      int count = Math.min(offsets.count(), lengths.count());
      for (int i = 0; i < count && budgetBytes >= 0; i++) {
        erase(offsets.get(i), offsets.get(i) + lengths.get(i));
      }
    }

    private void erase(long from, long end) {
      budgetBytes -= 1 + Math.max(0, Math.min(end, block.length()) - from);
      if (budgetBytes >= 0) {
        clear(from, end);
      }
    }

    /** Zeroes a range, but not the header and the directory that is kept. */
    private void clear(long from, long end) {
      long first = Math.max(from, TiffBytes.HEAD_BYTES);
      block.clear(first, Math.min(end, keptFrom));
      block.clear(Math.max(first, keptEnd), end);
    }
  }

  /**
   * Reads and changes the directories of a TIFF stream in an array (TIFF 6.0, page 14). What lies
   * outside the array is not there.
   */
  private static final class TiffBytes {
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
    private long clearedBytes;

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
        clearedBytes++;
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
}
