package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.PhotoRestorer.Comparison;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.Growth;
import java.util.Optional;

/**
 * What a restorer was asked for.
 *
 * @param mask how masks are taken
 * @param edge how the edge of what is painted is taken
 * @param region of the photo that the replacement stands for; all of it if empty
 * @param matchColour whether the replacement's colours are corrected by what is around the paint
 * @param comparison what is reported of the part that is not painted
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record RestoreJob(
    CompositeJob.MaskOptions mask,
    Edge edge,
    Optional<BoundingBox> region,
    boolean matchColour,
    Comparison comparison,
    CompositeJob.OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public RestoreJob with(WorkOptions other) {
    return new RestoreJob(mask, edge, region, matchColour, comparison, output, reading, other);
  }

  /**
   * How the edge of what is painted is taken.
   *
   * @param growPixels how much what is painted is widened
   * @param featherPixels how wide the edge is over which photo and replacement are mixed
   * @param side where that edge lies
   */
  public record Edge(int growPixels, int featherPixels, PhotoRestorer.FeatherSide side) {
    /** Nothing is widened; the edge lies inside what is painted. */
    public static final Edge DEFAULT =
        new Edge(
            0, PhotoRestorer.Builder.DEFAULT_FEATHER_PIXELS, PhotoRestorer.FeatherSide.INWARDS);

    /** Refuses what is out of bounds. */
    public Edge {
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
    public Edge withGrow(int pixels) {
      return new Edge(pixels, featherPixels, side);
    }

    /** The same with another width of the edge. */
    public Edge withFeather(int pixels) {
      return new Edge(growPixels, pixels, side);
    }

    /** The same with the edge elsewhere. */
    public Edge withSide(PhotoRestorer.FeatherSide other) {
      return new Edge(growPixels, featherPixels, other);
    }

    /**
     * What paint is widened by, so that an edge along the inside of what comes of it lies where it
     * should. An edge that lies outside begins behind a whole pixel: whatever is within the growth
     * of paint is then as far inside as the part of the edge that lies out there is wide.
     */
    Growth.Disc disc() {
      int outside =
          switch (side) {
            case INWARDS -> 0;
            case CENTRED -> (featherPixels + 1) / 2;
            case OUTWARDS -> featherPixels;
          };
      return outside == 0
          ? Growth.Disc.within(growPixels)
          : Growth.Disc.nearerThan(growPixels + outside + 1);
    }
  }
}
