package io.github.maskloom.image;

/**
 * What an image may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * <p>Immutable: start from {@link #DEFAULT} and set what should differ.
 *
 * @param maxWidth pixels per row, by default 65535
 * @param maxHeight rows, by default a million
 * @param maxPixels width times height, by default a gigapixel
 * @param maxInputBytes encoded bytes, by default 2 GiB
 * @param maxPixelsPerByte pixels for each encoded byte, the compression ratio, by default 100000.
 *     Honest images stay below: the emptiest PNG reaches 8300
 * @param maxMetadataBytes bytes of colour profile, EXIF and the like, uncompressed, by default 1
 *     MiB
 * @param maxParts chunks of a PNG, segments of a JPEG, blocks of a GIF, directories and strips of a
 *     TIFF, by default a million
 * @param maxScans scans of a JPEG, each of which takes memory and time, by default 100
 * @param maxSpoolBytes bytes of a temporary file, for an image that cannot stream, by default 8 GiB
 * @param maxHeldBytes bytes of samples that a decoder may hold in the heap because it cannot do
 *     without: a strip or tile of a TIFF, the whole image where only a plug-in can read it, by
 *     default 64 MiB
 * @param maxAreas places in a mask where an unpainted area begins below paint, if what strokes
 *     enclose is to be filled; each takes 4 bytes. 250000 unless set: people's strokes stay below a
 *     thousand
 */
public record ImageLimits(
    int maxWidth,
    int maxHeight,
    long maxPixels,
    long maxInputBytes,
    long maxPixelsPerByte,
    int maxMetadataBytes,
    int maxParts,
    int maxScans,
    long maxSpoolBytes,
    long maxHeldBytes,
    int maxAreas) {
  /** Limits for images that people upload. */
  public static final ImageLimits DEFAULT =
      new ImageLimits(
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
          250_000);

  /**
   * Limits for images.
   *
   * @throws IllegalArgumentException if no image could keep one of them, such as 0 pixels
   */
  public ImageLimits {
    atLeast(1, maxWidth, "maxWidth");
    atLeast(1, maxHeight, "maxHeight");
    atLeast(1, maxPixels, "maxPixels");
    atLeast(1, maxInputBytes, "maxInputBytes");
    atLeast(1, maxPixelsPerByte, "maxPixelsPerByte");
    atLeast(0, maxMetadataBytes, "maxMetadataBytes");
    atLeast(1, maxParts, "maxParts");
    atLeast(1, maxScans, "maxScans");
    atLeast(0, maxSpoolBytes, "maxSpoolBytes");
    atLeast(0, maxHeldBytes, "maxHeldBytes");
    atLeast(0, maxAreas, "maxAreas");
  }

  private static void atLeast(int least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is at least " + least);
    }
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

  /** These limits with another value in one place, counted as they are declared. */
  private ImageLimits with(int place, long value) {
    long[] values = {
      maxWidth,
      maxHeight,
      maxPixels,
      maxInputBytes,
      maxPixelsPerByte,
      maxMetadataBytes,
      maxParts,
      maxScans,
      maxSpoolBytes,
      maxHeldBytes,
      maxAreas
    };
    values[place] = value;
    return new ImageLimits(
        (int) values[0],
        (int) values[1],
        values[2],
        values[3],
        values[4],
        (int) values[5],
        (int) values[6],
        (int) values[7],
        values[8],
        values[9],
        (int) values[10]);
  }
}
