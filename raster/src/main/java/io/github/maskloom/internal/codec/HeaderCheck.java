package io.github.maskloom.internal.codec;

/** Refuses images by what their headers say. */
@FunctionalInterface
public interface HeaderCheck {
  /** Takes every image. */
  HeaderCheck NONE = hasAlpha -> {};

  /**
   * Throws if the image cannot be used.
   *
   * @param hasAlpha whether it has an alpha channel or a transparent colour
   */
  void check(boolean hasAlpha);
}
