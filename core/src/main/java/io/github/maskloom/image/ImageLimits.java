package io.github.maskloom.image;

import io.github.maskloom.errors.ImageLimitException;

/**
 * What a picture may ask for. Every size that comes from input is checked against these before
 * anything is allocated.
 *
 * @param maxWidth pixels per row
 * @param maxHeight rows
 * @param maxPixels width times height
 * @param maxMetadataBytes bytes of colour profile, EXIF and the like, uncompressed
 * @param maxNativeBytes bytes that a decoder may hold outside the heap; only progressive and
 *     multi-scan JPEG need them, 2 bytes a coefficient, so about 6 a pixel
 */
public record ImageLimits(
    int maxWidth, int maxHeight, long maxPixels, int maxMetadataBytes, long maxNativeBytes) {

  /**
   * 65535 pixels wide, a million rows, a gigapixel, 1 MiB of metadata, 512 MiB of native memory.
   */
  public static final ImageLimits DEFAULT =
      new ImageLimits(65_535, 1_000_000, 1_000_000_000L, 1 << 20, 512L << 20);

  public ImageLimits {
    if (maxWidth < 1
        || maxHeight < 1
        || maxPixels < 1
        || maxMetadataBytes < 0
        || maxNativeBytes < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** These limits with another width. */
  public ImageLimits withMaxWidth(int pixels) {
    return new ImageLimits(pixels, maxHeight, maxPixels, maxMetadataBytes, maxNativeBytes);
  }

  /** These limits with another height. */
  public ImageLimits withMaxHeight(int rows) {
    return new ImageLimits(maxWidth, rows, maxPixels, maxMetadataBytes, maxNativeBytes);
  }

  /** These limits with another number of pixels. */
  public ImageLimits withMaxPixels(long pixels) {
    return new ImageLimits(maxWidth, maxHeight, pixels, maxMetadataBytes, maxNativeBytes);
  }

  /** These limits with another amount of metadata. */
  public ImageLimits withMaxMetadataBytes(int bytes) {
    return new ImageLimits(maxWidth, maxHeight, maxPixels, bytes, maxNativeBytes);
  }

  /** These limits with another amount of memory outside the heap. */
  public ImageLimits withMaxNativeBytes(long bytes) {
    return new ImageLimits(maxWidth, maxHeight, maxPixels, maxMetadataBytes, bytes);
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
   * Refuses metadata that is too large.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxMetadataBytes}
   */
  public void checkMetadataBytes(long bytes) {
    check("maxMetadataBytes", bytes, maxMetadataBytes);
  }

  /**
   * Refuses a decoder that would need too much memory outside the heap.
   *
   * @throws ImageLimitException if {@code bytes} passes {@link #maxNativeBytes}
   */
  public void checkNativeBytes(long bytes) {
    check("maxNativeBytes", bytes, maxNativeBytes);
  }

  private static void check(String limit, long asked, long allowed) {
    if (asked > allowed) {
      throw new ImageLimitException(limit, asked, allowed);
    }
  }
}
