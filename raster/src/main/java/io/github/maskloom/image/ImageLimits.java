package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What an image may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * <p>Start from {@link #DEFAULT} and set what should differ.
 *
 * @param maxWidth the most pixels of a row, by default 65535
 * @param maxHeight the most rows, by default a million
 * @param maxPixels the most pixels, width times height, by default a gigapixel
 * @param maxInputBytes the most encoded bytes, by default 2 GiB
 * @param maxPixelsPerByte the most pixels for each encoded byte, by default 100000. Honest images
 *     stay below: the emptiest PNG reaches 8300
 * @param maxMetadataBytes the most bytes of color profile, EXIF and the like, uncompressed, by
 *     default 1 MiB
 * @param maxParts the most parts of one kind that a file may have, by default a million: chunks of
 *     a PNG or WebP, segments of a JPEG, and blocks of a GIF. Of a TIFF they are directories,
 *     fields of a directory, and strips or tiles
 * @param maxScans the most scans of a JPEG, each of which takes memory and time, by default 100
 * @param maxSpoolBytes the most bytes of one temporary file, by default 8 GiB. Such a file holds a
 *     copy of encoded bytes, or rows that are needed in another order or again
 * @param maxHeldBytes the most bytes that a decoder may hold in the heap for an image, by default
 *     64 MiB: a block of rows of a BMP, or a strip or tile of a TIFF. Of a WebP, and where only a
 *     plug-in reads, it is all that decoding the whole image holds
 * @param maxAreas the most places in a mask where an unpainted area begins below paint, by default
 *     250000. They count where what strokes enclose is filled, and each takes 4 bytes. People's
 *     strokes stay below a thousand
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
   * Refuses what no image could keep.
   *
   * @param maxWidth at least 1
   * @param maxHeight at least 1
   * @param maxPixels at least 1
   * @param maxInputBytes at least 1
   * @param maxPixelsPerByte at least 1
   * @param maxMetadataBytes at least 0
   * @param maxParts at least 1
   * @param maxScans at least 1
   * @param maxSpoolBytes at least 0
   * @param maxHeldBytes at least 0
   * @param maxAreas at least 0
   * @throws IllegalArgumentException if one is less
   */
  public ImageLimits {
    require(1, maxWidth, "maxWidth");
    require(1, maxHeight, "maxHeight");
    require(1, maxPixels, "maxPixels");
    require(1, maxInputBytes, "maxInputBytes");
    require(1, maxPixelsPerByte, "maxPixelsPerByte");
    require(0, maxMetadataBytes, "maxMetadataBytes");
    require(1, maxParts, "maxParts");
    require(1, maxScans, "maxScans");
    require(0, maxSpoolBytes, "maxSpoolBytes");
    require(0, maxHeldBytes, "maxHeldBytes");
    require(0, maxAreas, "maxAreas");
  }

  private static void require(int least, long value, String name) {
    checkArgument(value >= least, "%s is at least %s", name, least);
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
    long[] all = {
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
    all[place] = value;
    return new ImageLimits(
        (int) all[0],
        (int) all[1],
        all[2],
        all[3],
        all[4],
        (int) all[5],
        (int) all[6],
        (int) all[7],
        all[8],
        all[9],
        (int) all[10]);
  }
}
