package io.github.maskloom.image;

/** How a blended sample becomes an integer. */
public enum Rounding {
  /** Drops the fraction. What the system this library replaces did. */
  TRUNCATE,
  /** Adds a half, then drops the fraction. What most other tools do. */
  HALF_UP
}
