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

  /** Pixels per row, by default 65535. */
  public int maxWidth() {
    return (int) values[0];
  }

  /** Rows, by default a million. */
  public int maxHeight() {
    return (int) values[1];
  }

  /** Width times height, by default a gigapixel. */
  public long maxPixels() {
    return values[2];
  }

  /** Encoded bytes, by default 2 GiB. */
  public long maxInputBytes() {
    return values[3];
  }

  /**
   * Pixels for each encoded byte, the compression ratio, by default 100000. Honest images stay
   * below: the emptiest PNG reaches 8300.
   */
  public long maxPixelsPerByte() {
    return values[4];
  }

  /** Bytes of color profile, EXIF and the like, uncompressed, by default 1 MiB. */
  public int maxMetadataBytes() {
    return (int) values[5];
  }

  /**
   * Chunks of a PNG, segments of a JPEG, blocks of a GIF, directories and strips of a TIFF, by
   * default a million.
   */
  public int maxParts() {
    return (int) values[6];
  }

  /** Scans of a JPEG, each of which takes memory and time, by default 100. */
  public int maxScans() {
    return (int) values[7];
  }

  /** Bytes of a temporary file, for an image that cannot stream, by default 8 GiB. */
  public long maxSpoolBytes() {
    return values[8];
  }

  /**
   * Bytes of samples that a decoder may hold in the heap because it cannot do without: a strip or
   * tile of a TIFF, the whole image where only a plug-in can read it, by default 64 MiB.
   */
  public long maxHeldBytes() {
    return values[9];
  }

  /**
   * Places in a mask where an unpainted area begins below paint, if what strokes enclose is to be
   * filled; each takes 4 bytes. 250000 unless set: people's strokes stay below a thousand.
   */
  public int maxAreas() {
    return (int) values[10];
  }

  /** These limits with another width. */
  public ImageLimits withMaxWidth(int pixels) {
    return with(0, pixels);
  }

  /** These limits with another height. */
  public ImageLimits withMaxHeight(int rows) {
    return with(1, rows);
  }

  /** These limits with another number of pixels. */
  public ImageLimits withMaxPixels(long pixels) {
    return with(2, pixels);
  }

  /** These limits with another number of encoded bytes. */
  public ImageLimits withMaxInputBytes(long bytes) {
    return with(3, bytes);
  }

  /** These limits with another compression ratio. */
  public ImageLimits withMaxPixelsPerByte(long pixels) {
    return with(4, pixels);
  }

  /** These limits with another amount of metadata. */
  public ImageLimits withMaxMetadataBytes(int bytes) {
    return with(5, bytes);
  }

  /** These limits with another number of parts. */
  public ImageLimits withMaxParts(int parts) {
    return with(6, parts);
  }

  /** These limits with another number of scans. */
  public ImageLimits withMaxScans(int scans) {
    return with(7, scans);
  }

  /** These limits with another size of temporary files. */
  public ImageLimits withMaxSpoolBytes(long bytes) {
    return with(8, bytes);
  }

  /** These limits with another amount of samples held in the heap. */
  public ImageLimits withMaxHeldBytes(long bytes) {
    return with(9, bytes);
  }

  /** These limits with another number of areas. */
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
