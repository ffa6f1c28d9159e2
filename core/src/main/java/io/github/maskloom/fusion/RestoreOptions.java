package io.github.maskloom.fusion;

import io.github.maskloom.PhotoRestorer;

/**
 * How what was not painted is brought back after a model has made its image of the scene: the
 * image, scaled to the photo, goes through the mask, and the rest is the photo bit for bit; see
 * {@link PhotoRestorer#restore}.
 *
 * @param featherPixels how wide the edge is over which the image fades in, inside what was painted;
 *     0 to {@link PhotoRestorer.Builder#MAX_FEATHER_PIXELS}
 */
public record RestoreOptions(int featherPixels) {
  /** With the feather of a compositor. */
  public static final RestoreOptions DEFAULT =
      new RestoreOptions(PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS);

  public RestoreOptions {
    if (featherPixels < 0 || featherPixels > PhotoRestorer.Builder.MAX_FEATHER_PIXELS) {
      throw new IllegalArgumentException(
          "a feather is 0 to " + PhotoRestorer.Builder.MAX_FEATHER_PIXELS + " pixels wide");
    }
  }
}
