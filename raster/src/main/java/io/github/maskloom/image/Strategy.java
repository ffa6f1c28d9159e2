package io.github.maskloom.image;

/**
 * How a result was made. The pixels of a PNG are the same either way; those of a JPEG are the same
 * outside painted MCUs, as the decoder of a spliced photo shows them.
 */
public enum Strategy {
  /** Every row was decoded, blended where painted, and encoded again. */
  STREAM,
  /**
   * What the photo's file holds was kept where nothing is painted, so that time follows the paint.
   *
   * <p>Of a PNG, compressed bytes outside the painted rows are copied. Chosen when photo and result
   * are PNG, not interlaced, of 8 or 16 bits, of the same samples, without palette or tRNS.
   *
   * <p>Of a JPEG, the coefficients of all MCUs without paint stay as they are. So pixels more than
   * one pixel away from a painted MCU are the same in every decoder. Chosen when photo and result
   * are JPEG, no quality is stated, and the samples are no inks.
   */
  SPLICE,
  /** An image that met everything was copied byte for byte. Of preparations alone. */
  COPY
}
