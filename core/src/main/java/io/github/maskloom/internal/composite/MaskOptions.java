package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskFit;
import io.github.maskloom.image.MaskConvention;

/**
 * How a mask is taken.
 *
 * @param convention what its pixels mean
 * @param fit what to do with one of another size
 * @param fillEnclosed whether what its strokes enclose counts as painted
 */
public record MaskOptions(MaskConvention convention, MaskFit fit, boolean fillEnclosed) {
  /** Painted masks, which are scaled, and taken as they are. */
  public static final MaskOptions DEFAULT =
      new MaskOptions(MaskConvention.PAINTED, MaskFit.RESIZE, false);

  /** The same with another meaning. */
  public MaskOptions with(MaskConvention other) {
    return new MaskOptions(other, fit, fillEnclosed);
  }

  /** The same for masks of another size. */
  public MaskOptions with(MaskFit other) {
    return new MaskOptions(convention, other, fillEnclosed);
  }

  /** The same with what strokes enclose taken otherwise. */
  public MaskOptions withFillEnclosed(boolean other) {
    return new MaskOptions(convention, fit, other);
  }
}
