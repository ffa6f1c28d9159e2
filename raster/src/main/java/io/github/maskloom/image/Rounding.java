package io.github.maskloom.image;

/** How a blended sample becomes an integer. */
public enum Rounding {
  /** Drops the fraction, as the system that this library replaces did. */
  TRUNCATE,
  /** Adds a half, then drops the fraction, as most other tools do. */
  HALF_UP
}
