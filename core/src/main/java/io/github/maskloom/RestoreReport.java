package io.github.maskloom;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@link PhotoRestorer#restore} did, and what the model had done.
 *
 * @param geometry shape of the image written: the photo's size
 * @param strategy how it was made
 * @param mask what was painted, as a composite of a painted mask tells of it; under other
 *     conventions alphas are coverage before it was feathered
 * @param replacement shape of the replacement as it came, before it was scaled
 * @param unpainted what the replacement changed where nothing is painted; empty unless {@link
 *     PhotoRestorer.Builder#compareUnpainted} holds
 * @param photoBytes encoded bytes read of the photo, every pass over it counted
 * @param replacementBytes the same of the replacement
 * @param maskBytes the same of the mask
 * @param outputBytes encoded bytes written
 * @param missingRows rows of the photo that could not be read, as its file stores them, and are
 *     black or transparent; 0 unless {@link
 *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
 * @param profileDropped whether the photo's colour profile was left out because it describes other
 *     samples than were written: that of a grey photo on which paint may be coloured
 * @param mcus what was kept of a JPEG photo that was spliced; empty otherwise
 * @param elapsed wall time of the call
 */
public record RestoreReport(
    ImageGeometry geometry,
    Strategy strategy,
    MaskStatistics mask,
    ImageGeometry replacement,
    Optional<UnpaintedChanges> unpainted,
    long photoBytes,
    long replacementBytes,
    long maskBytes,
    long outputBytes,
    int missingRows,
    boolean profileDropped,
    Optional<SplicedMcus> mcus,
    Duration elapsed) {

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }

  /**
   * What a model changed although the mask did not ask for it: how its image, scaled to the photo's
   * size, differs from the photo where nothing is painted. None of this is left after restoring.
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
}
