package io.github.maskloom.image;

/**
 * What paint does to a photo. With {@code p} a sample of the photo, {@code m} one of the paint and
 * {@code a} the paint's alpha from 0 to 1, each mode defines the sample of the result.
 *
 * <p>Where alpha is 0, every mode keeps the photo's sample. The photo's alpha always stays.
 */
public enum BlendMode {
  /** The paint covers the photo: {@code m * a + p * (1 - a)}. */
  SOURCE_OVER,

  /**
   * The paint tints the photo like a glaze: {@code p * (1 - a) + a * p * m / max}, where {@code
   * max} is 255, or 65535 for samples of 16 bits. White paint changes nothing, and black paint
   * darkens.
   */
  MULTIPLY;

  /** How a blended sample becomes an integer. */
  public enum Rounding {
    /** Drops the fraction, as the system that this library replaces did. */
    TRUNCATE,
    /** Adds a half, then drops the fraction, as most other tools do. */
    HALF_UP
  }
}
