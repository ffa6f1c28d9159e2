package io.github.maskloom.internal.codec;

/** Refuses pictures by what their headers say. */
@FunctionalInterface
public interface HeaderCheck {
  /** Takes every picture. */
  HeaderCheck NONE = hasAlpha -> {};

  /**
   * Throws if the picture cannot be used.
   *
   * @param hasAlpha whether it has an alpha channel or a transparent colour
   */
  void check(boolean hasAlpha);
}
