package io.github.maskloom.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a photo's metadata goes into a result, beside what always goes and what never does, and
 * how the result is labeled. Start from {@link #DEFAULT}: {@code
 * MetadataOptions.DEFAULT.withMakerNotes(false)}.
 *
 * <p>Pictures of the unedited photo, such as thumbnails, never go into a result. {@code
 * docs/formats.md} says what does. Immutable; two are equal if all they say is equal.
 */
public final class MetadataOptions {
  /** Makers' notes stay, and no label is added. */
  public static final MetadataOptions DEFAULT = new MetadataOptions(true, AiLabel.NONE);

  private final boolean makerNotes;
  private final AiLabel label;

  private MetadataOptions(boolean makerNotes, AiLabel label) {
    this.makerNotes = makerNotes;
    this.label = label;
  }

  /**
   * {@return whether the maker's note of EXIF stays, in which a camera keeps its settings} Its form
   * is the maker's secret: pictures are searched for in it, but one that is coded in an unknown
   * way, or a serial number, is not found.
   */
  public boolean makerNotes() {
    return makerNotes;
  }

  /**
   * {@return the same with makers' notes, or without}
   *
   * @param value whether they stay
   */
  public MetadataOptions withMakerNotes(boolean value) {
    return new MetadataOptions(value, label);
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
    return new MetadataOptions(makerNotes, Objects.requireNonNull(value, "label"));
  }

  /** Whether the other ones say the same. */
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof MetadataOptions options
        && options.makerNotes == makerNotes
        && options.label.equals(label);
  }

  @Override
  public int hashCode() {
    return Objects.hash(makerNotes, label);
  }

  /** Says what the options are. */
  @Override
  public String toString() {
    return "MetadataOptions["
        + (makerNotes ? "with" : "without")
        + " makers' notes, "
        + label
        + "]";
  }
}
