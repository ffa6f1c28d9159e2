package io.github.maskloom.image;

/**
 * Which masks fit a photo. Others are refused with {@link
 * io.github.maskloom.errors.SizeMismatchException}.
 */
public enum MaskFit {
  /**
   * A mask of any size whose sides are in the photo's ratio. One pixel of rounding is allowed, of
   * the smaller image. What the mask covers is scaled to the photo's size. Nothing is painted that
   * is more than a pixel of the mask away from its paint.
   */
  SAME_SHAPE,

  /** A mask of any size and shape, which is stretched to the photo's size. */
  STRETCH,

  /** A mask that has exactly the photo's size. */
  EXACT
}
