package io.github.maskloom.fusion;

import io.github.maskloom.PhotoRestorer;

/**
 * How what was not painted is brought back after a model has made its image of the scene: the
 * image, scaled to the photo, goes through the mask, and the rest is the photo bit for bit; see
 * {@link PhotoRestorer#restore}.
 *
 * @param featherPixels how wide the edge is over which the image fades in, inside what was painted;
 *     0 to {@link PhotoRestorer.Builder#MAX_FEATHER_PIXELS}
 * @param matchColour whether the image's colours are corrected by what it shows around the paint;
 *     see {@link PhotoRestorer.Builder#matchColour}
 */
public record RestoreOptions(int featherPixels, boolean matchColour) {
  /** With the feather of a compositor, and the colours as the model made them. */
  public static final RestoreOptions DEFAULT =
      new RestoreOptions(PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS, false);

  public RestoreOptions {
    if (featherPixels < 0 || featherPixels > PhotoRestorer.Builder.MAX_FEATHER_PIXELS) {
      throw new IllegalArgumentException(
          "a feather is 0 to " + PhotoRestorer.Builder.MAX_FEATHER_PIXELS + " pixels wide");
    }
  }

  /** The same with another feather. */
  public RestoreOptions withFeatherPixels(int pixels) {
    return new RestoreOptions(pixels, matchColour);
  }

  /** The same, with the image's colours corrected or as the model made them. */
  public RestoreOptions withMatchColour(boolean matches) {
    return new RestoreOptions(featherPixels, matches);
  }
}
