package io.github.maskloom;

import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@link PhotoRestorer#restore} did, and what the model had done.
 *
 * @param geometry shape of the image written: the photo's size
 * @param strategy how it was made
 * @param mask what was painted, as a composite of a painted mask reports it; under other
 *     conventions alphas are coverage before it was feathered
 * @param replacement shape of the replacement as it came, before it was scaled
 * @param changeablePixels pixels that may differ from the photo: those painted, with what {@link
 *     PhotoRestorer.Builder#grow} and the outer part of the feather add to them
 * @param unpainted what the replacement changed in all other pixels; empty under {@link
 *     Comparison#OFF}
 * @param photoBytes encoded bytes read of the photo, every pass over it counted
 * @param replacementBytes the same of the replacement
 * @param maskBytes the same of the mask
 * @param outputBytes encoded bytes written
 * @param missingRows rows of the photo that could not be read, as its file stores them, and are
 *     black or transparent, or 0 unless {@link
 *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
 * @param profileDropped whether the photo's colour profile was left out because it describes other
 *     samples than were written: that of a grey photo on which paint may be coloured
 * @param conversion whether the replacement's colours were brought to the photo's profile
 * @param colourMatch how the replacement's colours were corrected, or empty unless {@link
 *     PhotoRestorer.Builder#matchColour} holds
 * @param mcus what was kept of a JPEG photo that was spliced; empty otherwise
 * @param elapsed wall time of the call
 */
public record RestoreReport(
    ImageGeometry geometry,
    Strategy strategy,
    MaskStatistics mask,
    ImageGeometry replacement,
    long changeablePixels,
    Optional<UnpaintedChanges> unpainted,
    long photoBytes,
    long replacementBytes,
    long maskBytes,
    long outputBytes,
    int missingRows,
    boolean profileDropped,
    ProfileConversion conversion,
    Optional<ColourMatch> colourMatch,
    Optional<SplicedMcus> mcus,
    Duration elapsed) {

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }

  /**
   * How a model's image differs from the photo where nothing is painted. The image is first scaled
   * to the photo's size. None of this is left after restoring. Painted is here all that may change,
   * {@link RestoreReport#changeablePixels}.
   *
   * <p>Colour samples are compared at the photo's depth, and reported on the scale 0 to 255; where
   * the replacement is transparent a difference counts as far as it would show.
   *
   * <p>At a scale of 1 pixels are compared. At a scale of 8 both images are reduced to an eighth of
   * the photo's sides, and a sample is the mean of a block of 8 x 8 pixels. Blocks count in which
   * no pixel is painted. What differs by noise alone then hardly shows.
   *
   * @param scale 1, or 8 for a spliced JPEG photo under {@link Comparison#REDUCED}
   * @param changedShare the share of what was compared, pixels or blocks, of which any sample
   *     differs at all, 0 to 1, or 0 if nothing was compared
   * @param visiblyChangedShare the same of those of which any sample differs by more than {@value
   *     #VISIBLE_DIFFERENCE} of 255
   * @param meanDifference mean difference of all samples that were compared, 0 to 255, or 0 if
   *     there are none
   * @param largestDifference the largest difference of any of them, 0 to 255
   * @param pixels how many pixels that is, or empty unless the scale is 1
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
     * Counts of unpainted and changed pixels.
     *
     * @param unpainted those that are not painted
     * @param changed those of which any sample differs at all
     * @param visiblyChanged those of which any sample differs visibly
     */
    public record PixelCounts(long unpainted, long changed, long visiblyChanged) {
      /** What share of the unpainted ones some of them are, 0 to 1, or 0 if all are painted. */
      public double share(long part) {
        return unpainted == 0 ? 0 : (double) part / unpainted;
      }
    }
  }

  /**
   * How the replacement's colours were corrected. Around the paint, photo and replacement should
   * show the same. See {@link PhotoRestorer.Builder#matchColour}.
   *
   * @param outcome whether the colours were corrected, or why they were not
   * @param channels what was done to grey, or to red, green and blue, or empty unless {@link
   *     Outcome#MATCHED}
   */
  public record ColourMatch(Outcome outcome, List<Channel> channels) {
    public ColourMatch {
      channels = List.copyOf(channels);
    }

    /** Whether colours were corrected, or why they were not. */
    public enum Outcome {
      /** They were corrected, perhaps by nothing. */
      MATCHED,

      /**
       * There is too little around the paint that is neither painted nor cut at black or white:
       * under 2048 pixels.
       */
      TOO_LITTLE_RING,

      /**
       * Photo and replacement do not show the same around the paint: half of it differs by more
       * than 8 of 255 from whatever line.
       */
      NO_AGREEMENT
    }

    /**
     * What was done to a channel: {@code gain * sample + offset}, of samples from 0 to 255 as the
     * replacement holds them.
     *
     * @param gain factor
     * @param offset on the scale 0 to 255
     * @param before how far photo and replacement lay apart around the paint: the mean over squares
     *     of 16 pixels, on the same scale
     * @param after the same once the replacement was corrected
     */
    public record Channel(double gain, double offset, double before, double after) {}
  }

  /**
   * Whether, and how closely, a replacement is compared with the photo where nothing is painted.
   */
  public enum Comparison {
    /** Compares nothing. A photo that can be spliced is, and time follows the paint. */
    OFF,

    /**
     * Compares at an eighth of both sides where a JPEG photo is spliced, which hardly takes longer
     * for it. Every other photo is compared as under {@link #EXACT}.
     */
    REDUCED,

    /**
     * Compares pixel by pixel. Every row of the photo is decoded, and the replacement is scaled to
     * its full size. A JPEG photo is spliced nevertheless if it can be, and no other photo is.
     */
    EXACT
  }
}
