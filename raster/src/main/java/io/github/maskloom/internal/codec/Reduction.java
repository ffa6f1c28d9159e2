package io.github.maskloom.internal.codec;

/** Chooses how much smaller than it is an image is decoded, where its format can do so. */
@FunctionalInterface
public interface Reduction {
  /** Images are decoded as they are. */
  Reduction NONE = (width, height) -> 1;

  /**
   * By what both sides are divided, each rounded up: 1, 2, 4 or 8.
   *
   * @param width of the image upright
   * @param height likewise
   */
  int denominator(int width, int height);
}
