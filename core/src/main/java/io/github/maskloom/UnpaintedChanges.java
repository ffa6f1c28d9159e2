package io.github.maskloom;

/**
 * What a model changed although the mask did not ask for it: how its image, scaled to the photo's
 * size, differs from the photo where nothing is painted. None of this is left after restoring.
 * Painted is here what may change: also what {@link PhotoRestorer.Builder#grow} and the outer part
 * of the feather add.
 *
 * <p>Colour samples are compared, at the photo's depth, and told on the scale 0 to 255; where the
 * replacement is transparent a difference counts as far as it would show.
 *
 * @param pixels pixels that are not painted
 * @param changedPixels those of which any sample differs at all
 * @param visiblyChangedPixels those of which any sample differs by more than {@value
 *     #VISIBLE_DIFFERENCE} of 255
 * @param meanDifference mean difference of all samples of unpainted pixels, 0 to 255; 0 if every
 *     pixel is painted
 * @param largestDifference the largest difference of any of them, 0 to 255
 */
public record UnpaintedChanges(
    long pixels,
    long changedPixels,
    long visiblyChangedPixels,
    double meanDifference,
    double largestDifference) {
  /** A sample that differs by more than this, of 255, is visibly changed. */
  public static final int VISIBLE_DIFFERENCE = 16;

  /** The share of unpainted pixels that changed at all, 0 to 1; 0 if every pixel is painted. */
  public double changedShare() {
    return share(changedPixels);
  }

  /** The share of unpainted pixels that changed visibly, 0 to 1; 0 if every pixel is painted. */
  public double visiblyChangedShare() {
    return share(visiblyChangedPixels);
  }

  private double share(long part) {
    return pixels == 0 ? 0 : (double) part / pixels;
  }
}
