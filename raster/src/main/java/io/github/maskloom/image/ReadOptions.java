package io.github.maskloom.image;

import java.util.Objects;

/**
 * How images are read. Start from {@link #DEFAULT}: {@code
 * ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT)}.
 *
 * @param limits what each image may ask for, encoded or as rows
 * @param damage what to do about a damaged photo; masks and replacements are always read strictly
 */
public record ReadOptions(ImageLimits limits, DamagePolicy damage) {
  /** The default limits. Damaged images are refused. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(ImageLimits.DEFAULT, DamagePolicy.STRICT);

  /**
   * Refuses null.
   *
   * @param limits for each image by itself
   * @param damage for photos, as masks are always read strictly
   */
  public ReadOptions {
    Objects.requireNonNull(limits);
    Objects.requireNonNull(damage);
  }

  /**
   * {@return the same with other limits}
   *
   * @param value what each image may ask for
   */
  public ReadOptions withLimits(ImageLimits value) {
    return new ReadOptions(value, damage);
  }

  /**
   * {@return the same with another policy}
   *
   * @param value what to do about a damaged photo
   */
  public ReadOptions withDamage(DamagePolicy value) {
    return new ReadOptions(limits, value);
  }

  /**
   * What to do about a photo that is cut short, or whose samples cannot be trusted.
   *
   * <p>Under either policy, damage that no sample depends on is ignored. That is a wrong CRC in an
   * ancillary chunk of a PNG, which is then ignored, and a missing end of the file behind a
   * complete image. Masks and replacements are always read strictly, since a row that is missing
   * there does not say what it would have painted.
   */
  public enum DamagePolicy {
    /**
     * Refuse the photo, and say where it is broken. What a compositor copies of a JPEG is not
     * looked at. See {@link OutputOptions#strict}.
     */
    STRICT,

    /**
     * Read what can be read. The CRC of a chunk and the Adler-32 of the pixels of a PNG may be
     * wrong. Where the file of a PNG or JPEG ends too early, or its compressed data are broken, the
     * rows from there on are missing. Their samples are 0: black, or transparent where there is
     * alpha. The report says how many there are. Of an interlaced PNG, which comes in seven passes,
     * every row counts that lacks a pixel. In a JPEG of several scans, rows with missing bits count
     * as missing, but are shown. A photo of which not one row can be read is refused all the same,
     * and so is one whose header is broken.
     */
    LENIENT
  }
}
