package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Ground that shows through the furniture: between an arm and a seat, or within a frame.
 *
 * <p>What is enclosed is ground if it has the color that the ground outside goes on with, and if
 * most of its rim is sharp. So a pale cushion, whose shade changes softly, stays. In the shade of
 * the furniture a gap must also be narrow, since a gray cushion has that color, too.
 */
final class EnclosedGround {
  private static final int SIDES = 4;
  private static final int BELOW = 3;
  private static final int MIN_PIXELS = 3;

  /** A gap of few pixels is a mixture with what is around it. */
  private static final int SLIVER_NOISES = 4;

  private static final double SLIVER_WIDTH = 4;
  private static final double SLIVER_SHARP_SHARE = 0.72;

  private static final double MIN_SHARE = 0.00002;
  private static final double SHARP_SHARE = 0.68;
  private static final int SHARP_DISTANCE = 16;

  /** How much of its rim may be open ground, which shades into it. */
  private static final double MAX_OPEN = 0.1;

  /** The least light in a gap in the furniture's shade. */
  private static final double DARKEST = 0.55;

  /** An edge between two colors is thinner. */
  private static final double THINNEST = 2;

  /** How wide such a gap may be, as a share of the furniture's longer side. */
  private static final double NARROW_SHARE = 0.07;

  /** How high a shadow with a sharp rim may be, as a share of the image's height. */
  private static final double MAX_BAND_SHARE = 0.03;

  private static final int LEVELNESS = 6;

  private static final int MAX_GAPS = 60;

  private static final int MAX_SHADED_GAPS = 12;

  private final Outline outline;
  private final int[] grounds;
  private final boolean[] seen;
  private final int[] cells;
  private int count;

  EnclosedGround(Outline outline) {
    this.outline = outline;
    grounds = outline.spreadInwards();
    seen = new boolean[grounds.length];
    cells = new int[seen.length];
  }

  /**
   * A kind of gaps.
   *
   * @param ground whether a pixel may belong to it
   * @param thinnest how wide it is at least, in pixels
   * @param widest how wide it is at most
   * @param sharpest the share of its rim that is sharp at least
   * @param most how many there may be; more are a pattern of the furniture's
   */
  private record Kind(
      IntPredicate ground, double thinnest, double widest, double sharpest, int most) {}

  /** Takes the ground that is enclosed out of the outline. */
  void take() {
    BoundingBox inside = outline.inside();
    double narrow = NARROW_SHARE * Math.max(inside.width(), inside.height());
    takeAll(new Kind(this::isBrightGround, 0, seen.length, SHARP_SHARE, MAX_GAPS));
    takeAll(new Kind(this::isSliver, 0, SLIVER_WIDTH, SLIVER_SHARP_SHARE, MAX_GAPS));
    takeAll(new Kind(this::isShadedGround, THINNEST, narrow, SHARP_SHARE, MAX_SHADED_GAPS));
    takeBands();
  }

  /**
   * Takes shadows with a sharp rim: level bands in the lower half that lie on the ground, such as
   * below a rug.
   */
  private void takeBands() {
    System.arraycopy(outline.outside, 0, seen, 0, seen.length);
    int highest = (int) (MAX_BAND_SHARE * outline.image.height());
    for (int start = seen.length / 2; start < seen.length; start++) {
      if (!seen[start] && !outline.outside[start] && isShadedGround(start)) {
        count = outline.image.grid().collect(start, seen, this::isShadedGround, cells);
        BoundingBox band = outline.image.grid().box(Arrays.stream(cells, 0, count));
        int height = band.y() + band.height() - start / outline.image.width();
        if (height <= highest && band.width() > LEVELNESS * height && liesOnGround()) {
          outline.takeEnclosed(Arrays.copyOf(cells, count), grounds);
        }
      }
    }
  }

  /** Whether ground goes on below most of what was collected. A cushion has furniture there. */
  private boolean liesOnGround() {
    int ground = 0;
    int furniture = 0;
    for (int i = 0; i < count; i++) {
      int below = outline.image.grid().neighbor(cells[i], BELOW);
      if (below >= 0 && outline.outside[below]) {
        ground++;
      } else if (below >= 0 && !isShadedGround(below)) {
        furniture++;
      }
    }
    return ground > furniture;
  }

  private void takeAll(Kind kind) {
    System.arraycopy(outline.outside, 0, seen, 0, seen.length);
    int least = Math.max(MIN_PIXELS, (int) (MIN_SHARE * seen.length));
    List<int[]> gaps = new ArrayList<>();
    for (int start = 0; start < seen.length; start++) {
      if (!seen[start] && kind.ground.test(start)) {
        count = outline.image.grid().collect(start, seen, kind.ground, cells);
        if (count >= least && fits(kind)) {
          gaps.add(Arrays.copyOf(cells, count));
        }
      }
    }
    if (gaps.size() <= kind.most) {
      gaps.forEach(gap -> outline.takeEnclosed(gap, grounds));
    }
  }

  private boolean isBrightGround(int at) {
    return distance(at) <= outline.noise || outline.isRinging(at, grounds[at]);
  }

  private boolean isSliver(int at) {
    return distance(at) <= SLIVER_NOISES * outline.noise;
  }

  private boolean isShadedGround(int at) {
    int pixel = outline.image.argb()[at];
    return GroundColor.showsShaded(grounds[at], pixel)
        && Thumbnail.luma(pixel) >= DARKEST * Thumbnail.luma(GroundColor.rgb(grounds[at]));
  }

  private int distance(int at) {
    return Thumbnail.distance(outline.image.argb()[at], GroundColor.rgb(grounds[at]));
  }

  /** Whether what was collected is as wide as its kind is, and its rim as sharp and as closed. */
  private boolean fits(Kind kind) {
    int ends = 0;
    int rim = 0;
    int sharp = 0;
    int open = 0;
    for (int i = 0; i < count; i++) {
      for (int side = 0; side < SIDES; side++) {
        int to = outline.image.grid().neighbor(cells[i], side);
        boolean end = to >= 0 && !kind.ground.test(to);
        ends += end ? 1 : 0;
        if (to >= 0 && outline.outside[to]) {
          open++;
        } else if (end) {
          rim++;
          sharp += isSharp(cells[i], to, side) ? 1 : 0;
        }
      }
    }
    // About how wide it is: its area over half of its rim.
    double width = 2.0 * count / Math.max(1, ends);
    return width >= kind.thinnest
        && width <= kind.widest
        && open <= MAX_OPEN * rim
        && rim > 0
        && (double) sharp / rim >= kind.sharpest;
  }

  /** Whether the furniture differs clearly at once from what a pixel of the gap shows. */
  private boolean isSharp(int gap, int rim, int side) {
    int[] argb = outline.image.argb();
    int beyond = outline.image.grid().neighbor(rim, side);
    int near = Thumbnail.distance(argb[rim], argb[gap]);
    int far = beyond < 0 ? near : Thumbnail.distance(argb[beyond], argb[gap]);
    return Math.max(near, far) > SHARP_DISTANCE + 2 * outline.noise;
  }
}
