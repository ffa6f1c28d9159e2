package io.github.maskloom.internal.composite;

import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.internal.pixel.Disc;

/**
 * How the edge of what is painted is taken.
 *
 * @param growPixels how much what is painted is widened
 * @param featherPixels how wide the edge is over which photo and replacement are mixed
 * @param side where that edge lies
 */
public record EdgeOptions(int growPixels, int featherPixels, PhotoRestorer.FeatherSide side) {
  /** Nothing is widened; the edge lies inside what is painted. */
  public static final EdgeOptions DEFAULT =
      new EdgeOptions(
          0, PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS, PhotoRestorer.FeatherSide.INWARDS);

  /** Refuses what is out of bounds. */
  public EdgeOptions {
    if (featherPixels < 0 || featherPixels > PhotoRestorer.Builder.MAX_FEATHER_PIXELS) {
      throw new IllegalArgumentException(
          "a feather is 0 to " + PhotoRestorer.Builder.MAX_FEATHER_PIXELS + " pixels wide");
    }
    if (growPixels < 0 || growPixels > PhotoRestorer.Builder.MAX_GROW_PIXELS) {
      throw new IllegalArgumentException(
          "paint grows by 0 to " + PhotoRestorer.Builder.MAX_GROW_PIXELS + " pixels");
    }
  }

  /** The same with another growth. */
  public EdgeOptions withGrow(int pixels) {
    return new EdgeOptions(pixels, featherPixels, side);
  }

  /** The same with another width of the edge. */
  public EdgeOptions withFeather(int pixels) {
    return new EdgeOptions(growPixels, pixels, side);
  }

  /** The same with the edge elsewhere. */
  public EdgeOptions withSide(PhotoRestorer.FeatherSide other) {
    return new EdgeOptions(growPixels, featherPixels, other);
  }

  /**
   * What paint is widened by, so that an edge along the inside of what comes of it lies where it
   * should. An edge that lies outside begins behind a whole pixel: whatever is within the growth of
   * paint is then as far inside as the part of the edge that lies out there is wide.
   */
  Disc disc() {
    int outside =
        switch (side) {
          case INWARDS -> 0;
          case CENTRED -> (featherPixels + 1) / 2;
          case OUTWARDS -> featherPixels;
        };
    return outside == 0 ? Disc.within(growPixels) : Disc.nearerThan(growPixels + outside + 1);
  }
}
