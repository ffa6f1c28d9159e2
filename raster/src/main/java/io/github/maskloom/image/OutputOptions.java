package io.github.maskloom.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What is written: in which format, with what of the photo's metadata, and under which label. Start
 * from {@link #DEFAULT}: {@code OutputOptions.DEFAULT.withMetadata(Metadata.NOTHING)}.
 *
 * <p>What says what samples mean always goes along: color profile, resolution, and how the photo is
 * turned. {@code docs/formats.md} has the list of the rest.
 *
 * @param format of the result, whatever the target is called. If empty, the extension of the
 *     target's {@linkplain ImageTarget#name name} says it. Without one it is the photo's own
 *     format, as {@link OutputFormat#JPEG} for a JPEG. A photo that is no file, or of a format that
 *     is only read, becomes a PNG
 * @param metadata how much of the photo's metadata goes along
 * @param label what the result says of a model's part in it, in place of what would be said else
 * @param labeled whether an image that a model had a part in says so, where the label is silent. A
 *     restored photo and a model's whole answer are such images, whatever goes along of metadata
 * @param strict whether a spliced JPEG is decoded to its end, so that damage is found. Without
 *     that, restart intervals without paint are copied without a look. A PNG always is decoded
 */
public record OutputOptions(
    Optional<OutputFormat> format,
    Metadata metadata,
    AiLabel label,
    boolean labeled,
    boolean strict) {
  /**
   * The format that the target's name says, listed fields, and a label on what a model had a part
   * in. Not strict.
   */
  public static final OutputOptions DEFAULT =
      new OutputOptions(Optional.empty(), Metadata.LISTED, AiLabel.NONE, true, false);

  /** How much of a photo's metadata goes along. */
  public enum Metadata {
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
   * Refuses null.
   *
   * @param format of the result; empty for what the target's name says
   * @param metadata how much of the photo's metadata goes along
   * @param label what the result says of a model's part in it
   * @param labeled whether a model's part is said by default
   * @param strict whether a spliced JPEG is decoded to its end
   */
  public OutputOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(metadata, "metadata");
    Objects.requireNonNull(label, "label");
  }

  /**
   * {@return the same in a format, whatever the target is called}
   *
   * @param value a format that is installed
   */
  public OutputOptions withFormat(OutputFormat value) {
    return new OutputOptions(
        Optional.of(Objects.requireNonNull(value, "format")), metadata, label, labeled, strict);
  }

  /**
   * {@return the same with more or less metadata}
   *
   * @param value how much goes along
   */
  public OutputOptions withMetadata(Metadata value) {
    return new OutputOptions(format, value, label, labeled, strict);
  }

  /**
   * {@return the same with another label}
   *
   * @param value {@link AiLabel#NONE} for nothing
   */
  public OutputOptions withLabel(AiLabel value) {
    return new OutputOptions(format, metadata, value, labeled, strict);
  }

  /**
   * {@return the same, with images labeled that a model had a part in, or not}
   *
   * @param value false to write no label but {@link #label}. A camera's {@code digitalCapture} is
   *     not on the list then
   */
  public OutputOptions withLabeled(boolean value) {
    return new OutputOptions(format, metadata, label, value, strict);
  }

  /**
   * {@return the same, with a spliced JPEG decoded to its end or not}
   *
   * @param value true to find damage
   */
  public OutputOptions withStrict(boolean value) {
    return new OutputOptions(format, metadata, label, labeled, value);
  }
}
