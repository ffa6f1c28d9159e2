package io.github.maskloom.errors;

import java.io.Serial;
import java.math.BigDecimal;

/**
 * An image passes a limit: of {@code ImageLimits}, of {@code UploadLimits}, or of the format that
 * is written. What a header tells is checked before anything is allocated for it.
 */
public final class ImageLimitException extends ImageException {
  @Serial private static final long serialVersionUID = 1L;

  private final String limit;
  private final long asked;
  private final long allowed;

  /**
   * Reports a limit that was passed.
   *
   * @param limit the limit's name in {@code ImageLimits} or {@code UploadLimits}, such as {@code
   *     maxPixels}; {@code maxJpegSide} for the sides of a JPEG, which no setting changes
   * @param asked what the image would need, or has needed so far
   * @param allowed what the limit permits
   */
  public ImageLimitException(String limit, long asked, long allowed) {
    this(words(limit, asked, allowed), limit, asked, allowed);
  }

  private ImageLimitException(String words, String limit, long asked, long allowed) {
    super(words + " (" + limit + ")", Subject.UNKNOWN);
    this.limit = limit;
    this.asked = asked;
    this.allowed = allowed;
  }

  private ImageLimitException(ImageLimitException before, Subject subject) {
    super(before, subject);
    limit = before.limit;
    asked = before.asked;
    allowed = before.allowed;
  }

  @Override
  ImageException with(Subject known) {
    return new ImageLimitException(this, known);
  }

  /**
   * Reports that {@code maxPixels} was passed.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param allowed how many pixels the limit permits
   * @return an exception to throw, whose {@link #asked} is the product of both sides
   */
  public static ImageLimitException pixels(long width, long height, long allowed) {
    String size = width + "x" + height + " pixels";
    return new ImageLimitException(more(size, allowed), "maxPixels", width * height, allowed);
  }

  /**
   * Reports that {@code maxAspectRatio} was passed.
   *
   * @param width columns of the image
   * @param height rows of the image
   * @param allowed how many times as long as the other a side may be
   * @return an exception to throw, whose {@link #asked} is rounded up and {@link #allowed} down
   */
  public static ImageLimitException aspectRatio(int width, int height, double allowed) {
    String words =
        "one side of %dx%d pixels is more than %s times as long as the other"
            .formatted(
                width, height, BigDecimal.valueOf(allowed).stripTrailingZeros().toPlainString());
    double ratio = (double) Math.max(width, height) / Math.min(width, height);
    return new ImageLimitException(
        words, "maxAspectRatio", (long) Math.ceil(ratio), (long) allowed);
  }

  private static String words(String limit, long asked, long allowed) {
    String side = "a side of " + asked + " pixels is ";
    return switch (limit) {
      case "maxWidth" -> "a width of " + asked + " pixels is more than the " + allowed + " allowed";
      case "maxHeight" ->
          "a height of " + asked + " pixels is more than the " + allowed + " allowed";
      case "maxPixels" -> more(asked + " pixels", allowed);
      case "maxPixelsPerByte" ->
          "the image claims %d pixels for each of its bytes, and %d are allowed"
              .formatted(asked, allowed);
      case "maxInputBytes" -> more(asked + " encoded bytes", allowed);
      case "maxMetadataBytes" -> more(asked + " bytes of metadata", allowed);
      case "maxParts" -> more(asked + " parts", allowed);
      case "maxScans" -> more(asked + " scans", allowed);
      case "maxAreas" -> more(asked + " areas between strokes", allowed);
      case "maxSpoolBytes" -> more(asked + " bytes of a temporary file", allowed);
      case "maxHeldBytes" -> more(asked + " bytes held in the heap", allowed);
      case "maxBytes" ->
          "the smallest encoding has at least %d bytes, and %d are allowed"
              .formatted(asked, allowed);
      case "maxSide" -> side + "longer than the " + allowed + " allowed";
      case "maxJpegSide" -> side + "longer than the " + allowed + " that a JPEG can have";
      case "minSide" -> side + "shorter than the " + allowed + " needed";
      case "maxAspectRatio" ->
          "a side is %d times as long as the other, and %d times are allowed"
              .formatted(asked, allowed);
      default -> asked + " is more than the " + allowed + " allowed";
    };
  }

  private static String more(String what, long allowed) {
    return what + " are more than the " + allowed + " allowed";
  }

  /** {@return the name of the limit, such as {@code maxPixels}, as its accessor is called} */
  public String limit() {
    return limit;
  }

  /**
   * {@return what the image would need, or had needed when it was refused; a ratio is rounded up}
   */
  public long asked() {
    return asked;
  }

  /**
   * {@return the largest value that the limit allows, or the smallest of {@code minSide}; a ratio
   * is rounded down}
   */
  public long allowed() {
    return allowed;
  }
}
