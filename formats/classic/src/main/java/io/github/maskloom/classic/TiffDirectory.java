package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A directory of a TIFF file: where the values of its fields stand (TIFF 6.0, page 13). Values are
 * read when asked for. <b>Memory:</b> where the wanted fields stand.
 *
 * @param in the file
 * @param fields by tag
 */
record TiffDirectory(SeekableInput in, Map<Integer, Field> fields) {
  static final String FORMAT = "TIFF";
  static final String MEDIA_TYPE = "image/tiff";
  private static final int ASCII = 2;
  static final int SHORT = 3;
  static final int LONG = 4;

  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /** What fields are called that are often the reason why an image is not read. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          254, "NewSubfileType",
          256, "ImageWidth",
          257, "ImageLength",
          258, "BitsPerSample",
          259, "Compression",
          262, "PhotometricInterpretation",
          277, "SamplesPerPixel",
          284, "PlanarConfiguration",
          339, "SampleFormat",
          50_706, "DNGVersion");

  /**
   * A field.
   *
   * @param entryAt where its entry stands
   * @param type of its values
   * @param count how many there are
   * @param valuesAt where the first stands
   */
  record Field(long entryAt, int type, long count, long valuesAt) {
    /** Bytes of all values; 0 if the type is unknown. */
    long bytes() {
      return type < TYPE_BYTES.length ? count * TYPE_BYTES[type] : 0;
    }

    /** Reads a value of a field of whole numbers. */
    long read(SeekableInput in, long index) throws IOException {
      in.seek(valuesAt + index * TYPE_BYTES[type]);
      return type == SHORT ? in.readUnsignedShort() : in.readUnsignedInt();
    }
  }

  /**
   * Reads the first directory of a file.
   *
   * @param wanted the tags to keep; others are skipped
   * @throws ImageFormatException if a wanted field stands twice or outside the file
   * @throws io.github.maskloom.errors.ImageLimitException if there are more fields than allowed
   */
  static TiffDirectory first(SeekableInput in, Set<Integer> wanted, ImageLimits limits)
      throws IOException {
    in.seek(firstAt(in));
    int entries = in.readUnsignedShort();
    LimitCheck.parts(limits, entries);
    long start = in.getStreamPosition();
    Map<Integer, Field> fields = new TreeMap<>();
    for (int i = 0; i < entries; i++) {
      in.seek(start + (long) i * ENTRY_BYTES);
      int tag = in.readUnsignedShort();
      if (wanted.contains(tag) && fields.put(tag, field(in)) != null) {
        throw wrong(tag, in.getStreamPosition(), "the field stands twice");
      }
    }
    return new TiffDirectory(in, fields);
  }

  /** Where the first directory, its values and the header stand. */
  static RangeSet<Long> ranges(SeekableInput in) throws IOException {
    RangeSet<Long> ranges = TreeRangeSet.create();
    long at = firstAt(in);
    in.seek(at);
    int entries = in.readUnsignedShort();
    ranges.add(Range.closedOpen(0L, (long) HEADER_BYTES));
    ranges.add(Range.closedOpen(at, at + 2 + (long) entries * ENTRY_BYTES + 4));
    for (int i = 0; i < entries; i++) {
      in.seek(at + 2 + (long) i * ENTRY_BYTES + 2);
      Field field = field(in);
      ranges.add(Range.closedOpen(field.valuesAt(), field.valuesAt() + field.bytes()));
    }
    return ranges;
  }

  private static long firstAt(SeekableInput in) throws IOException {
    in.seek(0);
    in.setByteOrder(in.read() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.seek(4);
    return in.readUnsignedInt();
  }

  private static Field field(SeekableInput in) throws IOException {
    long entryAt = in.getStreamPosition() - 2;
    int type = in.readUnsignedShort();
    long count = in.readUnsignedInt();
    Field inline = new Field(entryAt, type, count, in.getStreamPosition());
    return inline.bytes() <= 4 ? inline : new Field(entryAt, type, count, in.readUnsignedInt());
  }

  /**
   * Counts the directories of a file: a chain, as far as it is sound. A chain that comes back to
   * where it was ends there. That is found as Brent does (An improved Monte Carlo factorization
   * algorithm, section 7).
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are more than allowed
   */
  static int countPages(SeekableInput in, ImageLimits limits) throws IOException {
    int pages = 0;
    long landmark = 0;
    try {
      for (long at = firstAt(in); at != 0 && at != landmark; at = in.readUnsignedInt()) {
        LimitCheck.parts(limits, ++pages);
        landmark = Integer.bitCount(pages) == 1 ? at : landmark;
        in.seek(at);
        long entries = in.readUnsignedShort();
        in.seek(at + 2 + entries * ENTRY_BYTES);
      }
    } catch (EOFException e) {
      // As far as there is a file.
    }
    return Math.max(1, pages);
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** Bytes that the values of the fields take that are kept, but for some. */
  long bytesBut(Set<Integer> tags) {
    long bytes = 0;
    for (Map.Entry<Integer, Field> field : fields.entrySet()) {
      bytes += tags.contains(field.getKey()) ? 0 : field.getValue().bytes();
    }
    return bytes;
  }

  /** The number of values of a field that is there. */
  long count(int tag) {
    return field(tag).count();
  }

  /** The only value of a field, or the first; {@code otherwise} if the field is not there. */
  long value(int tag, long otherwise) throws IOException {
    return has(tag) ? value(tag, 0) : otherwise;
  }

  /**
   * The value of a field that must be there.
   *
   * @throws ImageFormatException if it is not
   */
  long required(int tag) throws IOException {
    return value(tag, 0);
  }

  /**
   * A value of a field of whole numbers.
   *
   * @throws ImageFormatException if the field is not there, of another type, shorter, or outside
   *     the file
   */
  long value(int tag, int index) throws IOException {
    Field field = field(tag);
    checkWholeNumbers(tag, index + 1L);
    return field.read(in, index);
  }

  /**
   * Checks that a field holds whole numbers inside the file, and at least that many.
   *
   * @throws ImageFormatException if it does not
   */
  void checkWholeNumbers(int tag, long count) {
    Field field = field(tag);
    if (field.type() != SHORT && field.type() != LONG) {
      throw wrong(tag, field.entryAt(), "the field is not of whole numbers");
    }
    if (count > field.count()) {
      throw wrong(
          tag, field.entryAt(), "%d values are too few, not %d".formatted(field.count(), count));
    }
    if (field.valuesAt() + field.bytes() > in.length()) {
      throw wrong(tag, field.entryAt(), "the file ends before the image does");
    }
  }

  /** Whether a field holds a text that begins so. */
  boolean begins(int tag, String text) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.type() != ASCII || field.bytes() < text.length()) {
      return false;
    }
    byte[] start = new byte[text.length()];
    in.seek(field.valuesAt());
    in.readFully(start);
    return new String(start, US_ASCII).equals(text);
  }

  /** A positive rational value; 0 if there is none. */
  double rational(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.type() != 5 || field.count() != 1) {
      return 0;
    }
    in.seek(field.valuesAt());
    double numerator = in.readUnsignedInt();
    long denominator = in.readUnsignedInt();
    return denominator == 0 ? 0 : numerator / denominator;
  }

  /**
   * The bytes of a field.
   *
   * @throws io.github.maskloom.errors.ImageLimitException if there are more than allowed
   */
  byte[] bytes(int tag, ImageLimits limits) throws IOException {
    Field field = field(tag);
    LimitCheck.metadataBytes(limits, field.bytes());
    byte[] bytes = new byte[(int) field.bytes()];
    in.seek(field.valuesAt());
    in.readFully(bytes);
    return bytes;
  }

  /**
   * A field.
   *
   * @throws ImageFormatException if it is not there
   */
  Field field(int tag) {
    Field field = fields.get(tag);
    if (field == null) {
      throw ImageFormatException.at(
          FORMAT, name(tag), ImageFormatException.NO_OFFSET, "the field is missing");
    }
    return field;
  }

  static ImageFormatException wrong(int tag, long at, String rule) {
    return ImageFormatException.at(FORMAT, name(tag), at, rule);
  }

  private static String name(int tag) {
    return NAMES.getOrDefault(tag, "field " + tag);
  }
}
