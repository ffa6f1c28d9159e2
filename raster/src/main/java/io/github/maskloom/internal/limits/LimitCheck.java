package io.github.maskloom.internal.limits;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;

/** Refuses what goes beyond {@link ImageLimits}: each check names the limit that is passed. */
public final class LimitCheck {
  private LimitCheck() {}

  /**
   * Refuses a size that is too large.
   *
   * @param limits of the image
   * @param width columns, at least 0
   * @param height rows, at least 0
   * @throws ImageLimitException naming the first limit that is passed
   */
  public static void size(ImageLimits limits, long width, long height) {
    check("maxWidth", width, limits.maxWidth());
    check("maxHeight", height, limits.maxHeight());
    if (width * height > limits.maxPixels()) {
      throw ImageLimitException.pixels(width, height, limits.maxPixels());
    }
  }

  /**
   * Refuses an image of many pixels in few bytes.
   *
   * @param limits of the image
   * @param pixels width times height
   * @param encodedBytes all there are, or all that were needed for that many pixels
   * @throws ImageLimitException if the ratio passes {@link ImageLimits#maxPixelsPerByte}
   */
  public static void ratio(ImageLimits limits, long pixels, long encodedBytes) {
    check("maxPixelsPerByte", pixels / Math.max(1, encodedBytes), limits.maxPixelsPerByte());
  }

  /**
   * Refuses an image of too many encoded bytes.
   *
   * @param limits of the image
   * @param bytes known of, or read so far
   * @throws ImageLimitException if {@code bytes} passes {@link ImageLimits#maxInputBytes}
   */
  public static void inputBytes(ImageLimits limits, long bytes) {
    check("maxInputBytes", bytes, limits.maxInputBytes());
  }

  /**
   * Refuses metadata that is too large.
   *
   * @param limits of the image
   * @param bytes kept so far, uncompressed
   * @throws ImageLimitException if {@code bytes} passes {@link ImageLimits#maxMetadataBytes}
   */
  public static void metadataBytes(ImageLimits limits, long bytes) {
    check("maxMetadataBytes", bytes, limits.maxMetadataBytes());
  }

  /**
   * Refuses an image of too many parts.
   *
   * @param limits of the image
   * @param parts counted so far
   * @throws ImageLimitException if {@code parts} passes {@link ImageLimits#maxParts}
   */
  public static void parts(ImageLimits limits, long parts) {
    check("maxParts", parts, limits.maxParts());
  }

  /**
   * Refuses an image of too many scans.
   *
   * @param limits of the image
   * @param scans counted so far
   * @throws ImageLimitException if {@code scans} passes {@link ImageLimits#maxScans}
   */
  public static void scans(ImageLimits limits, long scans) {
    check("maxScans", scans, limits.maxScans());
  }

  /**
   * Refuses a mask of too many areas.
   *
   * @param limits of the mask
   * @param areas counted so far
   * @throws ImageLimitException if {@code areas} passes {@link ImageLimits#maxAreas}
   */
  public static void areas(ImageLimits limits, long areas) {
    check("maxAreas", areas, limits.maxAreas());
  }

  /**
   * Refuses an image that would need too much room in a temporary file.
   *
   * @param limits of the image
   * @param bytes of the file, now or in the end
   * @throws ImageLimitException if {@code bytes} passes {@link ImageLimits#maxSpoolBytes}
   */
  public static void spoolBytes(ImageLimits limits, long bytes) {
    check("maxSpoolBytes", bytes, limits.maxSpoolBytes());
  }

  /**
   * Refuses a decoder that would hold too much in the heap.
   *
   * @param limits of the image
   * @param bytes held at once
   * @throws ImageLimitException if {@code bytes} passes {@link ImageLimits#maxHeldBytes}
   */
  public static void heldBytes(ImageLimits limits, long bytes) {
    check("maxHeldBytes", bytes, limits.maxHeldBytes());
  }

  private static void check(String limit, long asked, long allowed) {
    if (asked > allowed) {
      throw new ImageLimitException(limit, asked, allowed);
    }
  }
}
