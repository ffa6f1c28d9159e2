package io.github.maskloom;

import io.github.maskloom.image.LabelReport;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.raster.ImageGeometry;
import java.util.List;
import java.util.Optional;

/**
 * What a restoration did with a model's answer, and what the model had done.
 *
 * @param replacement shape of the replacement as it came, before it was scaled
 * @param replacementBytes encoded bytes read of the replacement, every pass over it counted
 * @param changeablePixels pixels that may differ from the photo: those painted, with what {@link
 *     RestoreOptions#growPixels} and the outer part of the feather add to them
 * @param conversion whether the replacement's colors were brought to the photo's profile, or why
 *     not
 * @param colorMatch how the replacement's colors were corrected, or empty unless {@link
 *     RestoreOptions#matchColor} holds
 * @param alignment where the replacement lay; empty under {@link RestoreOptions.Align#OFF}, or if
 *     nothing is painted
 * @param unpainted what the replacement changed in all other pixels; empty under {@link
 *     RestoreOptions.Comparison#OFF}, or if a JPEG photo was spliced within a {@linkplain
 *     PhotoRestorer#withRegion region}
 * @param labels what photo and replacement said of a model's part in them, and what the result
 *     says; nothing if nothing is painted
 */
public record Restored(
    ImageGeometry replacement,
    long replacementBytes,
    long changeablePixels,
    ProfileConversion conversion,
    Optional<ColorMatch> colorMatch,
    Optional<Alignment> alignment,
    Optional<UnpaintedChanges> unpainted,
    LabelReport labels) {

  /**
   * How a model's image differs from the photo where nothing is painted. The image is first scaled
   * to the photo's size. None of this is left after restoring. Painted is here all that may change,
   * {@link Restored#changeablePixels}.
   *
   * <p>Color samples are compared at the photo's depth, and reported on the scale 0 to 255. Where
   * the replacement is transparent, a difference counts as far as it would show.
   *
   * <p>At a scale of 1 pixels are compared. At a scale of 8 both images are reduced to an eighth of
   * the photo's sides. A sample is then the mean of a block of 8 x 8 pixels. Blocks count in which
   * no pixel is painted. What differs by noise alone then hardly shows.
   *
   * @param scale 1, or 8 for a spliced JPEG photo under {@link RestoreOptions.Comparison#REDUCED}
   * @param changedShare the share of compared pixels or blocks of which any sample differs at all,
   *     0 to 1; 0 if nothing was compared
   * @param visiblyChangedShare the share of compared pixels or blocks of which any sample differs
   *     by more than {@value #VISIBLE_DIFFERENCE} of 255, 0 to 1; 0 if nothing was compared
   * @param meanDifference mean difference of all samples that were compared, 0 to 255, or 0 if
   *     there are none
   * @param largestDifference the largest difference of any sample that was compared, 0 to 255, or 0
   *     if there are none
   * @param unpainted how many pixels or blocks were compared
   * @param changed of how many of them any sample differs at all
   * @param visiblyChanged of how many of them any sample differs visibly
   */
  public record UnpaintedChanges(
      int scale,
      double changedShare,
      double visiblyChangedShare,
      double meanDifference,
      double largestDifference,
      long unpainted,
      long changed,
      long visiblyChanged) {
    /** A sample that differs by more than this, of 255, is visibly changed. */
    public static final int VISIBLE_DIFFERENCE = 16;
  }

  /**
   * How the replacement's colors were corrected. Around the paint, photo and replacement should
   * show the same. See {@link RestoreOptions#matchColor}.
   *
   * @param outcome whether the colors were corrected, or why they were not
   * @param channels what was done to gray, or to red, green and blue, or empty unless {@link
   *     Outcome#MATCHED}
   */
  public record ColorMatch(ColorMatch.Outcome outcome, List<Channel> channels) {
    /**
     * Copies the channels.
     *
     * @param outcome of the estimate
     * @param channels one for gray, three for RGB, none unless matched
     */
    public ColorMatch {
      channels = List.copyOf(channels);
    }

    /** Whether colors were corrected, or why they were not. */
    public enum Outcome {
      /** They were corrected, perhaps by nothing. */
      MATCHED,

      /**
       * There is too little around the paint that is neither painted nor cut at black or white:
       * under 2048 pixels.
       */
      TOO_LITTLE_RING,

      /**
       * Photo and replacement do not show the same around the paint. In some channel, whatever the
       * gain and the offset, half of what is there differs by more than 8 of 255.
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
   * Where the replacement showed the photo, as far as that can be measured where nothing is
   * painted. See {@link RestoreOptions#withAlign}. The numbers mean little unless the outcome is
   * {@link Outcome#IN_LINE}, {@link Outcome#CORRECTED} or {@link Outcome#TOO_FAR}.
   *
   * @param outcome what was found
   * @param putBack whether the replacement was put back in line
   * @param dx how far to the right it lay at the middle of the paint, in pixels of the photo; less
   *     than 0 to the left
   * @param dy likewise, how far down
   * @param scaleX how many times as wide it showed things
   * @param scaleY how many times as high
   * @param moved how far it lay aside at the corners of the box around the paint: the root mean
   *     square, in pixels of the photo
   * @param agreement how much edges of both agreed then: 1 if they were the same, 0 if there are
   *     none
   * @param second how much they agreed at another place, as a share of that: near 1 for a pattern
   *     that repeats
   * @param error the standard error of the worse axis around the paint, in pixels of the photo
   */
  public record Alignment(
      Alignment.Outcome outcome,
      boolean putBack,
      double dx,
      double dy,
      double scaleX,
      double scaleY,
      double moved,
      double agreement,
      double second,
      double error) {

    /** What was found. */
    public enum Outcome {
      /** It lies in line, within three quarters of its pixels, and is taken as it came. */
      IN_LINE,
      /** It lies aside. It is put back, unless that was only to be reported. */
      CORRECTED,
      /**
       * It lies aside by more than a tenth of its longer side, or is scaled by less than 0.88 or
       * more than 1.14: more than was ever tried. It is taken as it came.
       */
      TOO_FAR,
      /** A pattern repeats, and several places fit alike. It is taken as it came. */
      AMBIGUOUS,
      /** There are too few edges to be sure. It is taken as it came. */
      TOO_LITTLE_TEXTURE,
      /** It shows another picture, or nothing that is in both. It is taken as it came. */
      NO_AGREEMENT
    }
  }
}
