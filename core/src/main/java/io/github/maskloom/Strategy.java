package io.github.maskloom;

/** How a composite was made; the pixels are the same either way. */
public enum Strategy {
  /** Every row was decoded, blended where painted, and encoded anew. */
  STREAM
}
