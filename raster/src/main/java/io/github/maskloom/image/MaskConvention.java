package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;
/**
 * What the pixels of a mask mean. It is stated by the caller, never guessed.
 *
 * <p>Every convention turns a mask pixel into a color and an alpha that are blended over the photo.
 * Only {@link #PAINTED} and {@link #PAINTED_EVERYWHERE} masks bring their own color; the others say
 * where, and the compositor's brush says with what.
 */
public sealed interface MaskConvention {
  /**
   * RGBA strokes as a canvas exports them: color and opacity where painted, else alpha 0.
   *
   * <p>A mask without transparency, such as a black-and-white one, would paint over the whole
   * photo. So a mask without alpha and one whose every pixel is fully opaque are refused with
   * {@link io.github.maskloom.errors.OpaqueMaskException}. A soft brush may paint everything.
   */
  MaskConvention PAINTED = new Painted(false);

  /**
   * Like {@link #PAINTED}, but the mask may be opaque everywhere. Its paint then hides the photo.
   */
  MaskConvention PAINTED_EVERYWHERE = new Painted(true);

  /** White edits, black keeps: coverage is the pixel's gray, times its alpha if it has one. */
  MaskConvention WHITE_EDITS = new WhiteEdits();

  /**
   * Edits transparent pixels and keeps opaque ones: coverage is one minus alpha. A mask must have
   * alpha.
   */
  MaskConvention TRANSPARENT_EDITS = new TransparentEdits();

  /**
   * {@return a convention that edits pixels whose gray is above a threshold, and keeps the rest}
   * Alpha is ignored.
   *
   * @param threshold 0 to 255, on the 8-bit scale
   * @throws IllegalArgumentException if the threshold is out of its range
   */
  static MaskConvention binary(int threshold) {
    return new Binary(threshold);
  }

  /**
   * See {@link MaskConvention#PAINTED}.
   *
   * @param everywhere whether every pixel of a mask may be fully opaque
   */
  record Painted(boolean everywhere) implements MaskConvention {}

  /** See {@link MaskConvention#WHITE_EDITS}. */
  record WhiteEdits() implements MaskConvention {}

  /** See {@link MaskConvention#TRANSPARENT_EDITS}. */
  record TransparentEdits() implements MaskConvention {}

  /**
   * See {@link MaskConvention#binary}.
   *
   * @param threshold gray above it edits, 0 to 255
   */
  record Binary(int threshold) implements MaskConvention {
    /**
     * Checks the threshold.
     *
     * @param threshold 0 to 255
     * @throws IllegalArgumentException if the threshold is out of its range
     */
    public Binary {
      checkArgument(threshold >= 0 && threshold <= 255, "a binary mask's threshold is 0 to 255");
    }
  }
}
