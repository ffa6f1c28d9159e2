package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How large the images that a provider makes are to be: {@link #UNSET}, {@link #named} or {@link
 * #of}.
 *
 * @param name as the provider spells it, empty unless the size is named
 * @param width in pixels, 0 unless the size is in pixels
 * @param height in pixels, likewise
 */
public record OutputSize(String name, int width, int height) {
  /** No size is asked for: the provider chooses. */
  public static final OutputSize UNSET = new OutputSize("", 0, 0);

  /**
   * {@return a size that the provider has a name for, such as {@code 2K}} The provider chooses the
   * ratio of the sides.
   *
   * @param name as the provider spells it
   * @throws IllegalArgumentException if the name is blank
   */
  public static OutputSize named(String name) {
    checkArgument(!name.isBlank(), "a size's name is not blank");
    return new OutputSize(name, 0, 0);
  }

  /**
   * {@return a size of exactly so many columns and rows}
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @throws IllegalArgumentException unless both are positive
   */
  public static OutputSize of(int width, int height) {
    checkArgument(width > 0 && height > 0, "width and height must be positive");
    return new OutputSize("", width, height);
  }

  /** {@return whether the size is a name} */
  public boolean isNamed() {
    return !name.isEmpty();
  }

  /** {@return whether the size is in pixels} */
  public boolean isInPixels() {
    return width > 0;
  }

  /** {@return the name, the sides such as {@code 640x480}, or {@code unset}} */
  @Override
  public String toString() {
    return isInPixels() ? width + "x" + height : isNamed() ? name : "unset";
  }
}
