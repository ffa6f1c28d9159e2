package io.github.maskloom;

import io.github.maskloom.internal.pixel.Feather;
import java.util.Objects;

/**
 * How what was not painted is restored after a model has made its image. The image is scaled to the
 * photo and goes through the mask. The rest is the photo, bit for bit. See {@link
 * PhotoRestorer#restore}.
 *
 * @param featherPixels how wide the edge is over which the image fades in; 0 to {@link
 *     #MAX_FEATHER_PIXELS}
 * @param growPixels how many pixels what was painted is widened by before; 0 to {@link
 *     #MAX_GROW_PIXELS}
 * @param featherSide where the edge lies
 * @param matchColour whether the image's colours are corrected by what it shows around the paint.
 *     See {@link PhotoRestorer.Builder#matchColour}
 */
public record RestoreOptions(
    int featherPixels, int growPixels, FeatherSide featherSide, boolean matchColour) {
  /** The feather unless another is set. */
  public static final int DEFAULT_FEATHER_PIXELS = 8;

  /** The widest feather. */
  public static final int MAX_FEATHER_PIXELS = Feather.MAX_PIXELS;

  /** The widest growth. */
  public static final int MAX_GROW_PIXELS = 100;

  /** With the feather of a restorer, inside what was painted, which is not widened. */
  public static final RestoreOptions DEFAULT = new RestoreOptions(DEFAULT_FEATHER_PIXELS);

  /** Where the edge lies over which photo and replacement are mixed. */
  public enum FeatherSide {
    /** Inside what is painted, and grown: nothing beside it changes. */
    INWARDS,
    /** Half of it inside, half outside. The odd pixel is outside. */
    CENTRED,
    /** Outside: the painted and grown region is fully replaced, and what is beside it is mixed. */
    OUTWARDS
  }

  /**
   * Options as they are given.
   *
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public RestoreOptions {
    Objects.requireNonNull(featherSide, "featherSide");
    if (featherPixels < 0 || featherPixels > MAX_FEATHER_PIXELS) {
      throw new IllegalArgumentException(
          "a feather is 0 to " + MAX_FEATHER_PIXELS + " pixels wide");
    }
    if (growPixels < 0 || growPixels > MAX_GROW_PIXELS) {
      throw new IllegalArgumentException("paint grows by 0 to " + MAX_GROW_PIXELS + " pixels");
    }
  }

  /** An edge inside what was painted, which is not widened. */
  public RestoreOptions(int featherPixels) {
    this(featherPixels, 0, FeatherSide.INWARDS, false);
  }

  /** The same with an edge of another width. */
  public RestoreOptions withFeather(int pixels) {
    return new RestoreOptions(pixels, growPixels, featherSide, matchColour);
  }

  /** The same with what was painted widened by a number of pixels. */
  public RestoreOptions withGrow(int pixels) {
    return new RestoreOptions(featherPixels, pixels, featherSide, matchColour);
  }

  /** The same with the edge elsewhere. */
  public RestoreOptions withFeatherSide(FeatherSide side) {
    return new RestoreOptions(featherPixels, growPixels, side, matchColour);
  }

  /** The same, with the image's colours corrected or as the model made them. */
  public RestoreOptions withMatchColour(boolean matches) {
    return new RestoreOptions(featherPixels, growPixels, featherSide, matches);
  }
}
