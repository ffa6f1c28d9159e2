package io.github.maskloom;

/** How a composite was made; the pixels are the same either way. */
public enum Strategy {
  /** Every row was decoded, blended where painted, and encoded anew. */
  STREAM,
  /**
   * Compressed bytes of a PNG photo outside the painted rows were copied, so that time follows the
   * paint. Chosen when photo and result are PNG, not interlaced, of 8 or 16 bits, of the same
   * samples, without palette or tRNS.
   */
  SPLICE
}
