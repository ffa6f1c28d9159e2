package io.github.maskloom;

import java.util.Optional;

/**
 * What a model changed although the mask did not ask for it: how its image, scaled to the photo's
 * size, differs from the photo where nothing is painted. None of this is left after restoring.
 *
 * <p>Colour samples are compared, at the photo's depth, and told on the scale 0 to 255; where the
 * replacement is transparent a difference counts as far as it would show.
 *
 * <p>At a scale of 1 pixels are compared. At a scale of 8 both images are reduced to an eighth of
 * the photo's sides, and a sample is the mean of a block of 8 x 8 pixels. Blocks count in which no
 * pixel is painted. What differs by noise alone then hardly shows.
 *
 * @param scale 1, or 8 for a spliced JPEG photo under {@link PhotoRestorer.Comparison#REDUCED}
 * @param changedShare the share of what was compared, pixels or blocks, of which any sample differs
 *     at all, 0 to 1; 0 if nothing was compared
 * @param visiblyChangedShare the same of those of which any sample differs by more than {@value
 *     #VISIBLE_DIFFERENCE} of 255
 * @param meanDifference mean difference of all samples that were compared, 0 to 255; 0 if there are
 *     none
 * @param largestDifference the largest difference of any of them, 0 to 255
 * @param pixels how many pixels that is; empty unless the scale is 1
 */
public record UnpaintedChanges(
    int scale,
    double changedShare,
    double visiblyChangedShare,
    double meanDifference,
    double largestDifference,
    Optional<PixelCounts> pixels) {
  /** A sample that differs by more than this, of 255, is visibly changed. */
  public static final int VISIBLE_DIFFERENCE = 16;

  /**
   * Numbers of pixels.
   *
   * @param unpainted those that are not painted
   * @param changed those of which any sample differs at all
   * @param visiblyChanged those of which any sample differs visibly
   */
  public record PixelCounts(long unpainted, long changed, long visiblyChanged) {
    /** What share of the unpainted ones some of them are, 0 to 1; 0 if all pixels are painted. */
    public double share(long part) {
      return unpainted == 0 ? 0 : (double) part / unpainted;
    }
  }
}
