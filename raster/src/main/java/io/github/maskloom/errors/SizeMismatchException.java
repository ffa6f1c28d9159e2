package io.github.maskloom.errors;

import java.io.Serial;
import java.io.Serializable;

/**
 * A mask does not fit its photo. Sizes are in pixels, of the images as they are seen upright. It is
 * thrown before a target file is replaced and before a provider is asked. {@link #image} is {@code
 * mask}.
 */
public final class SizeMismatchException extends ImageException {
  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final Sizes sizes;

  private record Sizes(int maskWidth, int maskHeight, int photoWidth, int photoHeight)
      implements Serializable {}

  /** What is wrong with the size of a mask. */
  public enum Reason {
    /** Its sides are in another ratio than the photo's. */
    SHAPE,
    /** It has the shape of the photo as it is stored, before EXIF's orientation is applied. */
    ORIENTATION,
    /** It has the photo's shape, but the exact size was asked for. */
    SIZE
  }

  /**
   * Reports a mask and a photo that do not fit.
   *
   * @param reason the rule that is broken; it chooses the message's advice
   * @param maskWidth pixels, upright
   * @param maskHeight pixels, upright
   * @param photoWidth pixels, upright
   * @param photoHeight pixels, upright
   */
  public SizeMismatchException(
      Reason reason, int maskWidth, int maskHeight, int photoWidth, int photoHeight) {
    super(
        "%dx%d pixels do not fit the photo of %dx%d: %s"
            .formatted(maskWidth, maskHeight, photoWidth, photoHeight, advice(reason)),
        Subject.MASK);
    this.reason = reason;
    sizes = new Sizes(maskWidth, maskHeight, photoWidth, photoHeight);
  }

  private SizeMismatchException(SizeMismatchException before, Subject subject) {
    super(before, subject);
    reason = before.reason;
    sizes = before.sizes;
  }

  @Override
  ImageException with(Subject known) {
    return new SizeMismatchException(this, known);
  }

  private static String advice(Reason reason) {
    return switch (reason) {
      case SHAPE ->
          "the shape is another one. Draw the mask in the photo's shape, at any size,"
              + " or choose MaskFit.STRETCH";
      case ORIENTATION ->
          "that is the shape before EXIF's orientation is applied."
              + " Draw the mask over the photo as it is seen, or turn the mask";
      case SIZE -> "the size is another one. Scale the mask, or choose MaskFit.SAME_SHAPE";
    };
  }

  /** {@return what is wrong with the mask's size} */
  public Reason reason() {
    return reason;
  }

  /** {@return columns of the mask} */
  public int maskWidth() {
    return sizes.maskWidth;
  }

  /** {@return rows of the mask} */
  public int maskHeight() {
    return sizes.maskHeight;
  }

  /** {@return columns of the photo} */
  public int photoWidth() {
    return sizes.photoWidth;
  }

  /** {@return rows of the photo} */
  public int photoHeight() {
    return sizes.photoHeight;
  }
}
