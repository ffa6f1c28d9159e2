package io.github.maskloom.image;

import java.util.Objects;

/**
 * What a mask means, and what it paints. Start from {@link #DEFAULT}: {@code
 * MaskOptions.DEFAULT.withFillEnclosed(true)}.
 *
 * @param convention what the mask's pixels mean
 * @param fit which sizes fit the photo; others are refused
 * @param brush what a mask without colors of its own paints with, and what strokes enclose is
 *     filled with. A restorer needs none, nor does a provider that gets the mask as an image of its
 *     own
 * @param fillEnclosed whether what strokes enclose counts as painted
 */
public record MaskOptions(
    MaskConvention convention, MaskFit fit, Brush brush, boolean fillEnclosed) {
  /** A painted mask of the photo's shape, taken as it is. */
  public static final MaskOptions DEFAULT =
      new MaskOptions(MaskConvention.PAINTED, MaskFit.SAME_SHAPE, Brush.BLUE, false);

  /**
   * Refuses null.
   *
   * @param convention what the mask's pixels mean
   * @param fit which sizes fit the photo
   * @param brush what a mask without colors paints with
   * @param fillEnclosed whether what strokes enclose counts as painted
   */
  public MaskOptions {
    Objects.requireNonNull(convention, "convention");
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(brush, "brush");
  }

  /**
   * {@return the same with another meaning}
   *
   * @param value what the mask's pixels mean
   */
  public MaskOptions withConvention(MaskConvention value) {
    return new MaskOptions(value, fit, brush, fillEnclosed);
  }

  /**
   * {@return the same for masks of other sizes}
   *
   * @param value which sizes fit the photo
   */
  public MaskOptions withFit(MaskFit value) {
    return new MaskOptions(convention, value, brush, fillEnclosed);
  }

  /**
   * {@return the same with another brush} Where a provider gets the mask painted into the photo,
   * the prompt should speak of the same color.
   *
   * @param value color and opacity
   */
  public MaskOptions withBrush(Brush value) {
    return new MaskOptions(convention, fit, value, fillEnclosed);
  }

  /**
   * {@return the same, with what strokes enclose painted or not} People often circle a place
   * instead of filling it.
   *
   * <p>An unpainted pixel is enclosed if no path of unpainted pixels leads from it to the border of
   * the mask. A path goes up, down, left and right, so strokes that touch only at corners close.
   * The border itself is no stroke. A pixel is painted if its coverage is above 0, at the mask's
   * own size, before it is scaled.
   *
   * <p>What is enclosed is filled with {@link #brush} at full coverage. Fainter painted pixels
   * beside it are filled too, so that the smooth edge of a stroke leaves no seam. A painted mask
   * without colors is filled with the gray of the brush. Mask statistics count the enclosed pixels
   * only. Where coverage is a weight, as in restoring, a brush that is soft over many pixels leaves
   * a gap, which growing the paint by as many pixels closes.
   *
   * <p>The mask is read once before any row of the photo, and again while it is painted. A mask
   * that opens only once, or comes as rows, is copied to a temporary file. One with more beginnings
   * of unpainted areas than {@link ImageLimits#maxAreas} is refused with {@link
   * io.github.maskloom.errors.ImageLimitException}.
   *
   * @param value true to fill
   */
  public MaskOptions withFillEnclosed(boolean value) {
    return new MaskOptions(convention, fit, brush, value);
  }
}
