package io.github.maskloom.errors;

import java.io.Serial;

/**
 * A painted mask leaves nothing unpainted: it has no transparency, or every pixel is fully opaque.
 * Most such masks are black and white, and mean something else.
 *
 * <p>It is thrown before a target file is replaced and before a provider is asked. {@link #image}
 * is {@code mask}. The message names the conventions that were probably meant.
 */
public final class OpaqueMaskException extends ImageException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean hasAlpha;

  /**
   * Reports a mask that leaves nothing unpainted.
   *
   * @param hasAlpha whether it could have been transparent anywhere; if not, only its header was
   *     read
   */
  public OpaqueMaskException(boolean hasAlpha) {
    super(
        (hasAlpha ? "every pixel is opaque" : "there is no transparency")
            + ", so MaskConvention.PAINTED would paint over the whole photo."
            + " Use MaskConvention.WHITE_EDITS for a black-and-white mask,"
            + " or MaskConvention.PAINTED_EVERYWHERE to paint over everything",
        Subject.MASK);
    this.hasAlpha = hasAlpha;
  }

  private OpaqueMaskException(OpaqueMaskException before, Subject subject) {
    super(before, subject);
    hasAlpha = before.hasAlpha;
  }

  @Override
  ImageException with(Subject known) {
    return new OpaqueMaskException(this, known);
  }

  /**
   * {@return whether the mask could have been transparent anywhere: it has an alpha channel, or a
   * transparent color} Every pixel was then looked at. Otherwise its header was enough.
   */
  public boolean hasAlpha() {
    return hasAlpha;
  }
}
