package io.github.maskloom;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.internal.pixel.Feather;
import java.util.Objects;

/**
 * How a replacement's paint is brought into the photo, whose other pixels stay as they are, bit for
 * bit. See {@link PhotoRestorer#restore}. Start from {@link #DEFAULT}: {@code
 * RestoreOptions.DEFAULT.withGrow(12)}.
 *
 * @param featherPixels how wide the edge is over which photo and replacement are mixed; 0 is a hard
 *     edge
 * @param growPixels how many pixels what was painted is widened by before it is feathered
 * @param featherSide where the edge lies
 * @param matchColor whether the replacement's colors are corrected by what it shows around the
 *     paint
 * @param align whether it is measured where the replacement lies, and corrected
 */
public record RestoreOptions(
    int featherPixels, int growPixels, FeatherSide featherSide, boolean matchColor, Align align) {
  /** The widest feather. */
  public static final int MAX_FEATHER_PIXELS = Feather.MAX_PIXELS;

  /** The widest growth. */
  public static final int MAX_GROW_PIXELS = 100;

  /**
   * A feather of 8 pixels inside what was painted, which is not widened. No color and no place is
   * corrected.
   */
  public static final RestoreOptions DEFAULT =
      new RestoreOptions(8, 0, FeatherSide.INWARDS, false, Align.OFF);

  /** Where the edge lies over which photo and replacement are mixed. */
  public enum FeatherSide {
    /** Inside what is painted, and grown: nothing beside it changes. */
    INWARDS,
    /** Half of it inside, half outside. The odd pixel is outside. */
    CENTERED,
    /** Outside: the painted and grown region is fully replaced, and what is beside it is mixed. */
    OUTWARDS
  }

  /** What is done about a replacement that shows the photo a little aside, or larger or smaller. */
  public enum Align {
    /** Nothing. */
    OFF,
    /** It is measured and reported. The result is the same. */
    REPORT,
    /** It is put back in line where the measure is sure of it. */
    CORRECT
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
     * its full size. A JPEG photo is spliced nevertheless if it can be, and no other photo is. One
     * that is spliced within a {@linkplain PhotoRestorer#withRegion region} is not compared.
     */
    EXACT
  }

  /**
   * Checks the numbers.
   *
   * @param featherPixels 0 to {@value #MAX_FEATHER_PIXELS}
   * @param growPixels 0 to {@value #MAX_GROW_PIXELS}
   * @param featherSide of no effect on a hard edge
   * @param matchColor true to correct colors
   * @param align what is done about its place
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RestoreOptions {
    Objects.requireNonNull(featherSide, "featherSide");
    Objects.requireNonNull(align, "align");
    checkArgument(
        featherPixels >= 0 && featherPixels <= MAX_FEATHER_PIXELS,
        "a feather is 0 to %s pixels wide",
        MAX_FEATHER_PIXELS);
    checkArgument(
        growPixels >= 0 && growPixels <= MAX_GROW_PIXELS,
        "paint grows by 0 to %s pixels",
        MAX_GROW_PIXELS);
  }

  /**
   * {@return the same with an edge of another width}
   *
   * @param pixels of the photo; 0 for a hard edge
   * @throws IllegalArgumentException unless 0 to {@value #MAX_FEATHER_PIXELS}
   */
  public RestoreOptions withFeather(int pixels) {
    return new RestoreOptions(pixels, growPixels, featherSide, matchColor, align);
  }

  /**
   * {@return the same with the painted region widened} A shadow, or the place where furniture meets
   * the floor, often needs room beside what a person painted.
   *
   * <p>A pixel is painted then if the middle of a painted one is at most so far away from its own.
   * Where coverage is a weight, it has the most coverage of all that are so near. What grows beyond
   * the border of the image is lost.
   *
   * @param pixels of the photo; 0 for what was painted
   * @throws IllegalArgumentException unless 0 to {@value #MAX_GROW_PIXELS}
   */
  public RestoreOptions withGrow(int pixels) {
    return new RestoreOptions(featherPixels, pixels, featherSide, matchColor, align);
  }

  /**
   * {@return the same with the edge elsewhere}
   *
   * @param side where photo and replacement are mixed
   */
  public RestoreOptions withFeatherSide(FeatherSide side) {
    return new RestoreOptions(featherPixels, growPixels, side, matchColor, align);
  }

  /**
   * {@return the same, with colors corrected or not} Models shift the color and the light of the
   * whole image, which shows as a seam. Colors are corrected by what photo and replacement show
   * around the paint.
   *
   * <p>All three images are read once before. Where nothing is painted, 4 to 64 pixels from the
   * paint, photo and replacement should agree. A gain and an offset are estimated there for each
   * channel, of samples as the replacement holds them, not of light. What most of the ring shows
   * counts: a shadow that was drawn into it does not. Nor do samples that the replacement cuts at
   * black or white. The gain is 0.85 to 1.18, and the ring's mean moves by at most 32 of 255.
   *
   * <p>Where there is too little ring, or the two do not agree in it, nothing is corrected; {@link
   * Restored#colorMatch} says how. {@link Restored#unpainted} describes what remains.
   * <b>Memory:</b> about 120 bytes a pixel of a row and 0.5 MB, beside decoders and windows of all
   * three, before what restoring takes otherwise. A source that opens only once is copied to a
   * temporary file.
   *
   * @param matches true to correct the replacement's colors, false to take them as they are
   */
  public RestoreOptions withMatchColor(boolean matches) {
    return new RestoreOptions(featherPixels, growPixels, featherSide, matches, align);
  }

  /**
   * {@return the same, with the replacement put in line or not} Models move things: an answer comes
   * back some pixels aside, zoomed by a percent, or in another shape, and lines break at the edge
   * of the paint.
   *
   * <p>Photo, mask and replacement are read once before, the images at a reduced size. Where
   * nothing is painted, both should show the same edges. An offset and two scales are found there,
   * and {@link Restored#alignment} says them. Under {@link Align#CORRECT} a replacement that lies
   * aside is scaled from where it shows the photo. It does not show all of the photo then: what
   * lies beyond its frame is not painted, and that border is an edge of the paint. One that lies in
   * line, or of which nobody can be sure, is taken as it came. Colors are matched afterwards.
   *
   * <p>With a JPEG of 12 megapixels this takes about 0.1 seconds of CPU. <b>Memory:</b> at most 8
   * MB, beside decoders and windows of all three, before what restoring takes otherwise. A source
   * that opens only once is copied to a temporary file.
   *
   * @param value whether it is measured, and corrected
   */
  public RestoreOptions withAlign(Align value) {
    return new RestoreOptions(featherPixels, growPixels, featherSide, matchColor, value);
  }
}
