package io.github.maskloom.image;

import java.util.Objects;

/**
 * What of a photo's metadata goes into a result, and how the result is labeled. Start from {@link
 * #DEFAULT}: {@code MetadataOptions.DEFAULT.withLevel(Level.NOTHING)}.
 *
 * <p>What says what samples mean always goes: color profile, resolution, and how the photo is
 * turned. {@code docs/formats.md} has the list of the rest.
 *
 * @param level how much travels
 * @param label what the result says of a model's part in it, in place of what the photo says. A
 *     label of a model's answer goes into a restored photo by itself, where this says nothing
 */
public record MetadataOptions(Level level, AiLabel label) {
  /** Fields of the list travel, and no label is added. */
  public static final MetadataOptions DEFAULT = new MetadataOptions(Level.LISTED, AiLabel.NONE);

  /**
   * Refuses null.
   *
   * @param level how much travels
   * @param label what the result says of a model's part in it
   */
  public MetadataOptions {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(label, "label");
  }

  /** How much travels. */
  public enum Level {
    /** Nothing that tells of the photo's making. */
    NOTHING,
    /**
     * Names, dates, places, camera, exposure, rights, captions, keywords and ratings: each field
     * that is on the list, in blocks that are written anew. Reports name all others.
     */
    LISTED,
    /**
     * EXIF, XMP, IPTC, profiles and text as they are. They may show what was painted over, such as
     * in thumbnails and makers' notes: nothing is promised of them.
     */
    UNEXAMINED
  }

  /**
   * {@return the same with more or less that travels}
   *
   * @param value how much
   */
  public MetadataOptions withLevel(Level value) {
    return new MetadataOptions(value, label);
  }

  /**
   * {@return the same with another label}
   *
   * @param value what the result is to say; {@link AiLabel#NONE} for nothing
   */
  public MetadataOptions withLabel(AiLabel value) {
    return new MetadataOptions(level, value);
  }
}
