package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What the pixels of a mask mean. It is stated by the caller, never guessed.
 *
 * <p>Every convention turns a mask pixel into a color and an alpha that are blended over the photo.
 * Only {@link #PAINTED} and {@link #PAINTED_EVERYWHERE} masks bring their own color; the others say
 * where, and the compositor's brush says with what.
 *
 * @param meaning which convention it is
 * @param threshold gray above it edits, 0 to 255, or keeps if it is {@link Meaning#BLACK_EDITS}; 0
 *     unless it is that or {@link Meaning#BINARY}
 */
public record MaskConvention(Meaning meaning, int threshold) {
  /**
   * RGBA strokes as a canvas exports them: color and opacity where painted, else alpha 0.
   *
   * <p>A mask without transparency, such as a black-and-white one, would paint over the whole
   * photo. So a mask without alpha and one whose every pixel is fully opaque are refused with
   * {@link io.github.maskloom.errors.OpaqueMaskException}. A soft brush may paint everything.
   */
  public static final MaskConvention PAINTED = new MaskConvention(Meaning.PAINTED, 0);

  /**
   * Like {@link #PAINTED}, but the mask may be opaque everywhere. Its paint then hides the photo.
   */
  public static final MaskConvention PAINTED_EVERYWHERE =
      new MaskConvention(Meaning.PAINTED_EVERYWHERE, 0);

  /** White edits, black keeps: coverage is the pixel's gray, times its alpha if it has one. */
  public static final MaskConvention WHITE_EDITS = new MaskConvention(Meaning.WHITE_EDITS, 0);

  /**
   * Black edits, white keeps, and gray counts as the nearer of the two. A pixel that is more
   * transparent than opaque keeps.
   */
  public static final MaskConvention BLACK_EDITS = new MaskConvention(Meaning.BLACK_EDITS, 127);

  /**
   * Edits transparent pixels and keeps opaque ones: coverage is one minus alpha. A mask must have
   * alpha.
   */
  public static final MaskConvention TRANSPARENT_EDITS =
      new MaskConvention(Meaning.TRANSPARENT_EDITS, 0);

  /**
   * {@return a convention that edits pixels whose gray is above a threshold, and keeps the rest}
   * Alpha is ignored.
   *
   * @param threshold 0 to 255, on the 8-bit scale
   * @throws IllegalArgumentException if the threshold is out of its range
   */
  public static MaskConvention binary(int threshold) {
    checkArgument(threshold >= 0 && threshold <= 255, "a binary mask's threshold is 0 to 255");
    return new MaskConvention(Meaning.BINARY, threshold);
  }

  /** The conventions that there are. */
  public enum Meaning {
    /** {@link MaskConvention#PAINTED}. */
    PAINTED,
    /** {@link MaskConvention#PAINTED_EVERYWHERE}. */
    PAINTED_EVERYWHERE,
    /** {@link MaskConvention#WHITE_EDITS}. */
    WHITE_EDITS,
    /** {@link MaskConvention#BLACK_EDITS}. */
    BLACK_EDITS,
    /** {@link MaskConvention#TRANSPARENT_EDITS}. */
    TRANSPARENT_EDITS,
    /** {@link MaskConvention#binary}. */
    BINARY
  }

  /** {@return whether masks bring their own color} */
  public boolean isPainted() {
    return meaning == Meaning.PAINTED || meaning == Meaning.PAINTED_EVERYWHERE;
  }

  /** {@return whether a pixel is edited fully or not at all} */
  public boolean isBinary() {
    return meaning == Meaning.BINARY || meaning == Meaning.BLACK_EDITS;
  }

  /** {@return the convention as tickets of jobs name it} */
  @Override
  public String toString() {
    return switch (meaning) {
      case PAINTED, PAINTED_EVERYWHERE ->
          "Painted[everywhere=" + (meaning == Meaning.PAINTED_EVERYWHERE) + "]";
      case WHITE_EDITS -> "WhiteEdits[]";
      case BLACK_EDITS -> "BlackEdits[]";
      case TRANSPARENT_EDITS -> "TransparentEdits[]";
      case BINARY -> "Binary[threshold=" + threshold + "]";
    };
  }
}
