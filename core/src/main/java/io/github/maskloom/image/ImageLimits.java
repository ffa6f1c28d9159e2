package io.github.maskloom.image;

import io.github.maskloom.errors.ImageLimitException;

/**
 * What a picture may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * @param maxWidth pixels per row
 * @param maxHeight rows
 * @param maxPixels width times height
 * @param maxInputBytes encoded bytes
 * @param maxPixelsPerByte pixels for each encoded byte: the compression ratio. Honest pictures stay
 *     far below the default; the emptiest PNG reaches 8300, a blank page of fax 77000
 * @param maxMetadataBytes bytes of colour profile, EXIF and the like, uncompressed
 * @param maxParts chunks of a PNG, segments of a JPEG, blocks of a GIF, directories and strips of a
 *     TIFF
 * @param maxScans scans of a JPEG
 * @param maxSpoolBytes bytes in temporary files, for pictures that cannot stream
 * @param maxHeldBytes bytes of samples that a decoder may hold in the heap because it cannot do
 *     without: a strip or tile of a TIFF, the whole picture where only a plug-in can read it
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
    long maxHeldBytes) {

  /**
   * 65535 pixels wide, a million rows, a gigapixel, 2 GiB encoded and 100000 pixels a byte of it, 1
   * MiB of metadata, a million parts, 100 scans, 8 GiB spooled, 64 MiB held.
   */
  public static final ImageLimits DEFAULT =
      new ImageLimits(
          65_535,
          1_000_000,
          1_000_000_000L,
          2L << 30,
          100_000,
          1 << 20,
          1_000_000,
          100,
          8L << 30,
          64L << 20);

  public ImageLimits {
    requirePositive(maxWidth, maxHeight, maxPixels, maxPixelsPerByte);
    requirePositive(maxInputBytes, maxParts, maxScans);
    if (maxMetadataBytes < 0 || maxSpoolBytes < 0 || maxHeldBytes < 0) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }

  private static void requirePositive(long... limits) {
    for (long limit : limits) {
      if (limit < 1) {
        throw new IllegalArgumentException("limits must be positive");
      }
    }
  }

  /** These limits with another width. */
  public ImageLimits withMaxWidth(int pixels) {
    return new ImageLimits(
        pixels,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another height. */
  public ImageLimits withMaxHeight(int rows) {
    return new ImageLimits(
        maxWidth,
        rows,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another number of pixels. */
  public ImageLimits withMaxPixels(long pixels) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        pixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another number of encoded bytes. */
  public ImageLimits withMaxInputBytes(long bytes) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        bytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another compression ratio. */
  public ImageLimits withMaxPixelsPerByte(long pixels) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        pixels,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another amount of metadata. */
  public ImageLimits withMaxMetadataBytes(int bytes) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        bytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another number of parts. */
  public ImageLimits withMaxParts(int parts) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        parts,
        maxScans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another number of scans. */
  public ImageLimits withMaxScans(int scans) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        scans,
        maxSpoolBytes,
        maxHeldBytes);
  }

  /** These limits with another size of temporary files. */
  public ImageLimits withMaxSpoolBytes(long bytes) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        bytes,
        maxHeldBytes);
  }

  /** These limits with another amount of samples held in the heap. */
  public ImageLimits withMaxHeldBytes(long bytes) {
    return new ImageLimits(
        maxWidth,
        maxHeight,
        maxPixels,
        maxInputBytes,
        maxPixelsPerByte,
        maxMetadataBytes,
        maxParts,
        maxScans,
        maxSpoolBytes,
        bytes);
  }

  /**
   * Refuses a size that is too large.
   *
   * @throws ImageLimitException naming the first limit that is passed
   */
  public void checkSize(long width, long height) {
    check("maxWidth", width, maxWidth);
    check("maxHeight", height, maxHeight);
    check("maxPixels", width * height, maxPixels);
  }

  /**
   * Refuses a picture of many pixels in few bytes.
   *
   * @param encodedBytes all there are, or all that were needed for so many pixels
   * @throws ImageLimitException if the ratio passes {@link #maxPixelsPerByte}
   */
  public void checkRatio(long pixels, long encodedBytes) {
    check("maxPixelsPerByte", pixels / Math.max(1, encodedBytes), maxPixelsPerByte);
  }

  /**
   * Refuses a picture of too many encoded bytes.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxInputBytes}
   */
  public void checkInputBytes(long bytes) {
    check("maxInputBytes", bytes, maxInputBytes);
  }

  /**
   * Refuses metadata that is too large.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxMetadataBytes}
   */
  public void checkMetadataBytes(long bytes) {
    check("maxMetadataBytes", bytes, maxMetadataBytes);
  }

  /**
   * Refuses a picture of too many parts.
   *
   * @throws ImageLimitException if {@code parts} passes {@link #maxParts}
   */
  public void checkParts(long parts) {
    check("maxParts", parts, maxParts);
  }

  /**
   * Refuses a picture of too many scans.
   *
   * @throws ImageLimitException if {@code scans} passes {@link #maxScans}
   */
  public void checkScans(long scans) {
    check("maxScans", scans, maxScans);
  }

  /**
   * Refuses a picture that would need too much room in a temporary file.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxSpoolBytes}
   */
  public void checkSpoolBytes(long bytes) {
    check("maxSpoolBytes", bytes, maxSpoolBytes);
  }

  /**
   * Refuses a decoder that would hold too much in the heap.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxHeldBytes}
   */
  public void checkHeldBytes(long bytes) {
    check("maxHeldBytes", bytes, maxHeldBytes);
  }

  private static void check(String limit, long asked, long allowed) {
    if (asked > allowed) {
      throw new ImageLimitException(limit, asked, allowed);
    }
  }
}
