package io.github.maskloom.internal.composite;

import io.github.maskloom.MaskFit;
import io.github.maskloom.image.MaskConvention;

/**
 * How a mask is taken.
 *
 * @param convention what its pixels mean
 * @param fit what to do with one of another size
 */
public record MaskOptions(MaskConvention convention, MaskFit fit) {
  /** Painted masks, which are scaled. */
  public static final MaskOptions DEFAULT = new MaskOptions(MaskConvention.PAINTED, MaskFit.RESIZE);
}
