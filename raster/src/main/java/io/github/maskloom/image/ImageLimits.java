package io.github.maskloom.image;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * <p>Immutable, equal by value: start from {@link #DEFAULT} and set what should differ. What no
 * image could keep, such as 0 pixels, is refused with {@link IllegalArgumentException}.
 */
public final class ImageLimits {
  private static final List<String> NAMES =
      List.of(
          "maxWidth",
          "maxHeight",
          "maxPixels",
          "maxInputBytes",
          "maxPixelsPerByte",
          "maxMetadataBytes",
          "maxParts",
          "maxScans",
          "maxSpoolBytes",
          "maxHeldBytes",
          "maxAreas");

  /** The least that each may be, in the order of their names. */
  private static final long[] LEAST = {1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0};

  /** Limits for images that people upload. */
  public static final ImageLimits DEFAULT =
      new ImageLimits(
          new long[] {
            65_535,
            1_000_000,
            1_000_000_000,
            2L << 30,
            100_000,
            1 << 20,
            1_000_000,
            100,
            8L << 30,
            64L << 20,
            250_000
          });

  /** In the order of their names. */
  private final long[] values;

  private ImageLimits(long[] values) {
    this.values = values;
  }

  /** {@return the most pixels of a row, by default 65535} */
  public int maxWidth() {
    return (int) values[0];
  }

  /** {@return the most rows, by default a million} */
  public int maxHeight() {
    return (int) values[1];
  }

  /** {@return the most pixels, width times height, by default a gigapixel} */
  public long maxPixels() {
    return values[2];
  }

  /** {@return the most encoded bytes, by default 2 GiB} */
  public long maxInputBytes() {
    return values[3];
  }

  /**
   * {@return the most pixels for each encoded byte, by default 100000} Honest images stay below:
   * the emptiest PNG reaches 8300.
   */
  public long maxPixelsPerByte() {
    return values[4];
  }

  /**
   * {@return the most bytes of color profile, EXIF and the like, uncompressed, by default 1 MiB}
   */
  public int maxMetadataBytes() {
    return (int) values[5];
  }

  /**
   * {@return the most parts of one kind that a file may have, by default a million} They are chunks
   * of a PNG or WebP, segments of a JPEG, and blocks of a GIF. Of a TIFF they are directories,
   * fields of a directory, and strips or tiles.
   */
  public int maxParts() {
    return (int) values[6];
  }

  /** {@return the most scans of a JPEG, each of which takes memory and time, by default 100} */
  public int maxScans() {
    return (int) values[7];
  }

  /**
   * {@return the most bytes of one temporary file, by default 8 GiB} Such a file holds a copy of
   * encoded bytes, or rows that are needed in another order or again.
   */
  public long maxSpoolBytes() {
    return values[8];
  }

  /**
   * {@return the most bytes that a decoder may hold in the heap for an image, by default 64 MiB}
   * That is a block of rows of a BMP, or a strip or tile of a TIFF. Of a WebP, and where only a
   * plug-in reads, it is all that decoding the whole image holds.
   */
  public long maxHeldBytes() {
    return values[9];
  }

  /**
   * {@return the most places in a mask where an unpainted area begins below paint, by default
   * 250000} They count where what strokes enclose is filled, and each takes 4 bytes. People's
   * strokes stay below a thousand.
   */
  public int maxAreas() {
    return (int) values[10];
  }

  /**
   * {@return these limits with another width} See {@link #maxWidth}.
   *
   * @param pixels in a row, at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxWidth(int pixels) {
    return with(0, pixels);
  }

  /**
   * {@return these limits with another height} See {@link #maxHeight}.
   *
   * @param rows at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxHeight(int rows) {
    return with(1, rows);
  }

  /**
   * {@return these limits with another number of pixels} See {@link #maxPixels}.
   *
   * @param pixels width times height, at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxPixels(long pixels) {
    return with(2, pixels);
  }

  /**
   * {@return these limits with another number of encoded bytes} See {@link #maxInputBytes}.
   *
   * @param bytes encoded ones, at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxInputBytes(long bytes) {
    return with(3, bytes);
  }

  /**
   * {@return these limits with another compression ratio} See {@link #maxPixelsPerByte}.
   *
   * @param pixels for each encoded byte, at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxPixelsPerByte(long pixels) {
    return with(4, pixels);
  }

  /**
   * {@return these limits with another amount of metadata} See {@link #maxMetadataBytes}.
   *
   * @param bytes uncompressed, at least 0
   * @throws IllegalArgumentException if less than 0
   */
  public ImageLimits withMaxMetadataBytes(int bytes) {
    return with(5, bytes);
  }

  /**
   * {@return these limits with another number of parts} See {@link #maxParts}.
   *
   * @param parts of one kind in a file, at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxParts(int parts) {
    return with(6, parts);
  }

  /**
   * {@return these limits with another number of scans} See {@link #maxScans}.
   *
   * @param scans at least 1
   * @throws IllegalArgumentException if less than 1
   */
  public ImageLimits withMaxScans(int scans) {
    return with(7, scans);
  }

  /**
   * {@return these limits with another size of temporary files} See {@link #maxSpoolBytes}.
   *
   * @param bytes of one file, at least 0
   * @throws IllegalArgumentException if less than 0
   */
  public ImageLimits withMaxSpoolBytes(long bytes) {
    return with(8, bytes);
  }

  /**
   * {@return these limits with another amount that a decoder may hold in the heap} See {@link
   * #maxHeldBytes}.
   *
   * @param bytes of heap for each image, at least 0
   * @throws IllegalArgumentException if less than 0
   */
  public ImageLimits withMaxHeldBytes(long bytes) {
    return with(9, bytes);
  }

  /**
   * {@return these limits with another number of places where an unpainted area begins} See {@link
   * #maxAreas}.
   *
   * @param areas such places in a mask, at least 0, which refuses each mask with such a place
   * @throws IllegalArgumentException if less than 0
   */
  public ImageLimits withMaxAreas(int areas) {
    return with(10, areas);
  }

  /** These limits with another value in one place. */
  private ImageLimits with(int place, long value) {
    if (value < LEAST[place]) {
      throw new IllegalArgumentException(NAMES.get(place) + " is at least " + LEAST[place]);
    }
    long[] changed = values.clone();
    changed[place] = value;
    return new ImageLimits(changed);
  }

  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageLimits limits && Arrays.equals(values, limits.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Each limit by its name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ImageLimits[");
    for (int place = 0; place < values.length; place++) {
      text.append(place == 0 ? "" : ", ")
          .append(NAMES.get(place))
          .append('=')
          .append(values[place]);
    }
    return text.append(']').toString();
  }
}
