package io.github.maskloom.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a photo's metadata goes into a result, and how the result is labeled. Start from {@link
 * #DEFAULT}: {@code MetadataOptions.DEFAULT.withLevel(Level.NOTHING)}.
 *
 * <p>What says what samples mean always goes: color profile, resolution, and how the photo is
 * turned. {@code docs/formats.md} has the list of the rest. Immutable; two are equal if all they
 * say is equal.
 */
public final class MetadataOptions {
  /** Fields of the list travel, and no label is added. */
  public static final MetadataOptions DEFAULT = new MetadataOptions(Level.LISTED, AiLabel.NONE);

  private final Level level;
  private final AiLabel label;

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

  private MetadataOptions(Level level, AiLabel label) {
    this.level = level;
    this.label = label;
  }

  /** {@return how much travels} */
  public Level level() {
    return level;
  }

  /**
   * {@return the same with more or less that travels}
   *
   * @param value how much
   */
  public MetadataOptions withLevel(Level value) {
    return new MetadataOptions(Objects.requireNonNull(value, "level"), label);
  }

  /**
   * {@return what the result says of a model's part in it} It takes the place of what the photo
   * says. A label of a model's answer goes into a restored photo by itself, where this says
   * nothing.
   */
  public AiLabel label() {
    return label;
  }

  /**
   * {@return the same with another label}
   *
   * @param value what the result is to say; {@link AiLabel#NONE} for nothing
   */
  public MetadataOptions withLabel(AiLabel value) {
    return new MetadataOptions(level, Objects.requireNonNull(value, "label"));
  }

  /** Whether the other ones say the same. */
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof MetadataOptions options
        && options.level == level
        && options.label.equals(label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(level, label);
  }

  /** Says what the options are. */
  @Override
  public String toString() {
    return "MetadataOptions[" + level + ", " + label + "]";
  }
}
