package io.github.maskloom.local.cutout;

import static com.google.common.primitives.Doubles.constrainToRange;

import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Makes the ground of an image transparent, row by row.
 *
 * <p>Far inside of the furniture every pixel stays. Elsewhere a pixel is taken for a mixture of the
 * ground's color at that place, shadow and all, and the furniture's nearby: alpha is the latter's
 * share, and the ground's share is taken out of the color. Where no furniture is near, what differs
 * from the ground more than its noise stays, within a soft threshold.
 *
 * <p><b>Memory:</b> 3.3 MB, whatever the image. <b>Threads:</b> safe.
 *
 * @param image the thumbnail's size; its pixels are not kept
 * @param ground the ground's color where a pixel may be ground, else -1
 * @param lit the ground's color at such a place without shadow, see {@link GroundColor}
 * @param furniture the color of the furniture near such a place, else -1
 * @param depth how deep such a place lies in the furniture's edge; 0 where it is ground
 * @param threshold from which distance on a color differs from the ground's
 */
@SuppressWarnings("ArrayRecordComponent") // It is compared with nothing.
public record AlphaMatte(
    Thumbnail image, int[] ground, int[] lit, int[] furniture, byte[] depth, int threshold) {
  /** How many pixels of the thumbnail an edge, or a hair, may reach into the furniture. */
  private static final int EDGE = 3;

  /** From how far, in the same pixels, the furniture's color is taken. */
  private static final int REACH = 4;

  /**
   * From which share on a pixel is all furniture, by how deep it lies in the edge: its color
   * varies, and what lies deeper is less likely a mixture.
   */
  private static final double[] FULL_SHARES = {0.95, 0.92, 0.75, 0.6};

  /**
   * The least difference of the furniture's color from the ground's by which shares can be
   * measured.
   */
  private static final int MIN_CONTRAST = 40;

  /** A smaller share tells nothing of the furniture's color, which is taken from nearby. */
  private static final double MIN_TELLING_SHARE = 0.35;

  /** A color that is farther from all mixtures is another one of the furniture's. */
  private static final double MIN_OFF = 14;

  private static final double OFF_RANGE = 18;
  private static final int MIN_THRESHOLD = 8;
  private static final int SOFT_RANGE = 36;
  private static final int BANDS = 4;
  private static final int NONE = -1;

  /** A matte for the image of a thumbnail that the outline was found in. */
  static AlphaMatte of(Outline outline) {
    Thumbnail image = outline.image;
    boolean[] outside = outline.outside;
    int[] ground = new int[outside.length];
    Arrays.setAll(ground, at -> outside[at] ? image.argb()[at] & 0xFFFFFF : NONE);
    byte[] depth = new byte[outside.length];
    for (int i = 1; i <= EDGE; i++) {
      grow(ground, image, depth, i);
    }
    int[] furniture = new int[outside.length];
    Arrays.setAll(
        furniture, at -> ground[at] == NONE ? NONE : furnitureNear(at, image, ground, outside));
    int threshold = Math.max(MIN_THRESHOLD, outline.noise + 2);
    int[] lit = outline.spreadInwards();
    return new AlphaMatte(image.withoutPixels(), ground, lit, furniture, depth, threshold);
  }

  /** Gives pixels beside the known ones the mean of these. */
  private static void grow(int[] ground, Thumbnail image, byte[] depth, int step) {
    int[] known = ground.clone();
    for (int at = 0; at < known.length; at++) {
      if (known[at] == NONE) {
        MeanColor mean = new MeanColor();
        image.grid().around(at, 1, near -> mean.add(known[near]));
        ground[at] = mean.rgb();
        depth[at] = (byte) (ground[at] == NONE ? 0 : step);
      }
    }
  }

  /** The mean of what is surely furniture; where it is thin, what differs most from the ground. */
  private static int furnitureNear(int at, Thumbnail image, int[] ground, boolean[] outside) {
    MeanColor mean = new MeanColor();
    int[] extreme = {NONE};
    image
        .grid()
        .around(
            at,
            REACH,
            near -> {
              int rgb = image.argb()[near] & 0xFFFFFF;
              if (ground[near] == NONE) {
                mean.add(rgb);
              } else if (!outside[near] && isFarther(rgb, extreme[0], ground[at])) {
                extreme[0] = rgb;
              }
            });
    return mean.rgb() == NONE ? extreme[0] : mean.rgb();
  }

  private static boolean isFarther(int rgb, int other, int from) {
    return other == NONE || Thumbnail.distance(rgb, from) > Thumbnail.distance(other, from);
  }

  /**
   * Writes new alpha into the rows of a window, and takes the ground's share out of their colors.
   *
   * @param window some rows of the whole image, which keep their place in it; RGBA, 8 bits; changed
   *     in place
   */
  public void apply(RasterWindow window) {
    byte[] bytes = window.bytes();
    for (int row = 0; row < window.rows(); row++) {
      int y = (int) ((long) (window.y() + row) * image.height() / image.imageHeight());
      int offset = window.rowOffset(row);
      for (int x = 0; x < image.imageWidth(); x++) {
        int column = (int) ((long) x * image.width() / image.imageWidth());
        int at = y * image.width() + column;
        if (ground[at] != NONE) {
          key(bytes, offset + x * BANDS, at);
        }
      }
    }
  }

  /** Keys the thumbnail that the matte was made for. */
  void applyTo(Thumbnail thumbnail) {
    int[] argb = thumbnail.argb();
    for (int at = 0; at < argb.length; at++) {
      if (ground[at] != NONE) {
        argb[at] = (int) Math.round(alpha(argb[at], at) * 0xFF) << 24 | (argb[at] & 0xFFFFFF);
      }
    }
  }

  private void key(byte[] rgba, int at, int cell) {
    int pixel = Thumbnail.rgb(rgba, at);
    double alpha = alpha(pixel, cell);
    if (alpha > 0 && alpha < 1) {
      decontaminate(rgba, at, pixel, cell, alpha);
    }
    rgba[at + 3] = (byte) Math.round(alpha * 0xFF);
  }

  /** Takes the ground's share out of a mixture; where little is left, it has the color nearby. */
  private void decontaminate(byte[] rgba, int at, int pixel, int cell, double alpha) {
    double telling = Math.max(MIN_TELLING_SHARE, alpha);
    boolean own =
        furniture[cell] == NONE
            || ownColor(pixel, cell, share(pixel, ground[cell], furniture[cell])) == 1;
    double trust = own ? 1 : alpha * alpha;
    for (int band = 0; band < 3; band++) {
      int shift = 16 - 8 * band;
      int behind = ground[cell] >> shift & 0xFF;
      double alone = behind + ((pixel >> shift & 0xFF) - behind) / telling;
      double near = furniture[cell] >> shift & 0xFF;
      double mixed = trust * alone + (1 - trust) * near;
      rgba[at + band] = (byte) Math.round(Math.max(0, Math.min(255, mixed)));
    }
  }

  private double alpha(int pixel, int cell) {
    int behind = ground[cell];
    int before = furniture[cell];
    int distance = Thumbnail.distance(pixel, behind);
    int unshaded = Thumbnail.distance(pixel, GroundColor.rgb(lit[cell]));
    if (Math.min(distance, unshaded) <= threshold / 2) {
      return 0;
    }
    double t = constrainToRange((double) (distance - threshold) / SOFT_RANGE, 0, 1);
    double differing = t * t * (3 - 2 * t);
    if (before == NONE || Thumbnail.distance(before, behind) < MIN_CONTRAST) {
      return differing;
    }
    double least = (double) threshold / 2 / Thumbnail.distance(before, behind);
    double full = FULL_SHARES[depth[cell]];
    double share = share(pixel, behind, before);
    double mixed = constrainToRange((share - least) / (full - least), 0, 1);
    return Math.max(mixed, ownColor(pixel, cell, share) * differing);
  }

  /** How surely a color is another one of the furniture's, 0 to 1: no mixture, and no shadow. */
  private double ownColor(int pixel, int cell, double share) {
    boolean shaded = GroundColor.showsShaded(lit[cell], pixel);
    boolean plain = Thumbnail.distance(pixel, GroundColor.rgb(lit[cell])) <= threshold;
    return shaded || plain
        ? 0
        : constrainToRange(
            (off(pixel, ground[cell], furniture[cell], share) - MIN_OFF) / OFF_RANGE, 0, 1);
  }

  /** How far a color lies from its place on the line from one to another. */
  private static double off(int pixel, int behind, int before, double share) {
    double most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int ground = behind >> shift & 0xFF;
      double whole = (double) (before >> shift & 0xFF) - ground;
      double expected = ground + constrainToRange(share, 0, 1) * whole;
      most = Math.max(most, Math.abs((pixel >> shift & 0xFF) - expected));
    }
    return most;
  }

  /** Where a color lies on the line from one to another. */
  private static double share(int pixel, int behind, int before) {
    double along = 0;
    double length = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int ground = behind >> shift & 0xFF;
      int whole = (before >> shift & 0xFF) - ground;
      along += ((pixel >> shift & 0xFF) - ground) * whole;
      length += whole * whole;
    }
    return along / length;
  }

  /** Adds up colors, {@link #NONE} aside. */
  private static final class MeanColor {
    private int red;
    private int green;
    private int blue;
    private int count;

    void add(int rgb) {
      if (rgb != NONE) {
        red += rgb >> 16 & 0xFF;
        green += rgb >> 8 & 0xFF;
        blue += rgb & 0xFF;
        count++;
      }
    }

    int rgb() {
      return count == 0 ? NONE : (red / count) << 16 | (green / count) << 8 | (blue / count);
    }
  }
}
