package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

/** How large the images that a provider makes are to be. */
public sealed interface OutputSize {
  /** No size is asked for: the provider chooses. */
  OutputSize UNSET = new Unset();

  /**
   * {@return a size that the provider has a name for, such as {@code 2K}} The provider chooses the
   * ratio of the sides.
   *
   * @param name as the provider spells it
   * @throws IllegalArgumentException if the name is blank
   */
  static OutputSize named(String name) {
    return new Named(name);
  }

  /**
   * {@return a size of exactly so many columns and rows}
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @throws IllegalArgumentException unless both are positive
   */
  static OutputSize of(int width, int height) {
    return new Pixels(width, height);
  }

  /** See {@link OutputSize#UNSET}. */
  record Unset() implements OutputSize {
    @Override
    public String toString() {
      return "unset";
    }
  }

  /**
   * See {@link OutputSize#named}.
   *
   * @param name as the provider spells it
   */
  record Named(String name) implements OutputSize {
    /**
     * Checks the name.
     *
     * @param name not blank
     * @throws IllegalArgumentException if the name is blank
     */
    public Named {
      checkArgument(!name.isBlank(), "a size's name is not blank");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * See {@link OutputSize#of}.
   *
   * @param width in pixels
   * @param height in pixels
   */
  record Pixels(int width, int height) implements OutputSize {
    /**
     * Checks the size.
     *
     * @param width at least 1
     * @param height at least 1
     * @throws IllegalArgumentException if one is not positive
     */
    public Pixels {
      checkArgument(width > 0 && height > 0, "width and height must be positive");
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }
}
