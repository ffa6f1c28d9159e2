package io.github.maskloom.local.cutout;

import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;

/**
 * Which pixels of a thumbnail are furniture, and which are the ground around it.
 *
 * <p>Ground is what is joined to the border where its color goes on softly. In the lowest part of
 * what is left, ever darker shades of it are ground too, as long as these change softly. A shadow
 * does so, and a piece of furniture at its edge does not. Then what the furniture encloses and is
 * the same ground goes, see {@link EnclosedGround}. What is left in specks is ground as well.
 */
final class Outline {
  private static final int SIDES = 4;
  private static final int SOFT_STEP = 8;

  /** What scaling adds to samples beside an edge, how far from it, and how dark that is. */
  private static final int RINGING = 10;

  private static final int RINGING_REACH = 2;
  private static final int DARK = 50;
  private static final double SPECK_SHARE = 0.0004;

  /** The share of the furniture's height above which there is no shadow on the floor. */
  private static final double SHADOWLESS_SHARE = 0.72;

  private final Thumbnail image;
  private final int noise;
  private final boolean[] outside;

  /** The unshaded ground at each pixel that is ground, see {@link GroundColor}. */
  private final int[] colors;

  private final int[] queue;
  private Optional<GroundFit> surface = Optional.empty();
  private int queued;

  private Outline(Thumbnail image, int noise) {
    this.image = image;
    this.noise = noise;
    outside = new boolean[image.argb().length];
    colors = new int[image.argb().length];
    queue = new int[image.argb().length];
  }

  /**
   * The outline of what stands on a ground.
   *
   * @param seeds where the ground reaches the border, at least once
   */
  static Outline of(Thumbnail image, Border.Seeds seeds) {
    Outline outline = new Outline(image, seeds.noise());
    outline.takeBorder(seeds);
    outline.straighten();
    outline.takeShadow();
    outline.takeParted();
    if (outline.firstRowInside() < image.height()) {
      EnclosedGround.takeFrom(outline);
      outline.takeSpecks();
    }
    return outline;
  }

  Thumbnail image() {
    return image;
  }

  /** How far a pixel of the ground may be from its color. */
  int noise() {
    return noise;
  }

  /** For each pixel whether it is ground. */
  boolean[] outside() {
    return outside;
  }

  /** The share of the image that is ground, 0 to 1. */
  double groundShare() {
    int count = 0;
    for (boolean ground : outside) {
      count += ground ? 1 : 0;
    }
    return (double) count / outside.length;
  }

  /** The ground's color without shadow where a pixel is ground, see {@link GroundColor}. */
  int[] colors() {
    return colors;
  }

  private void takeBorder(Border.Seeds seeds) {
    for (int i = 0; i < seeds.cells().size(); i++) {
      int at = seeds.cells().get(i);
      int color = seeds.estimates().get(i);
      if (!outside[at] && Thumbnail.distance(image.argb()[at], GroundColor.rgb(color)) <= noise) {
        take(at, color);
      }
    }
    spreadPlain();
  }

  /** From here on the ground is one smooth surface, if it is. */
  private void straighten() {
    surface = GroundFit.of(this);
    for (int at = 0; at < outside.length; at++) {
      colors[at] = outside[at] ? colorAt(at, colors[at]) : 0;
    }
  }

  /** The ground's color at a pixel: that of the surface if there is one, else another. */
  int colorAt(int at, int other) {
    return surface.isPresent() ? surface.get().color(at) : other;
  }

  private void spreadPlain() {
    spread(
        (from, to) -> {
          int color = colorAt(to, colors[from]);
          return isPlain(to, color) || isRinging(to, color);
        },
        (from, to) ->
            isPlain(to, colors[from])
                ? GroundColor.followed(colors[from], image.argb()[to])
                : colors[from]);
  }

  private boolean isPlain(int at, int color) {
    return Thumbnail.distance(image.argb()[at], GroundColor.rgb(color)) <= noise;
  }

  /** Whether a pixel shows ground that scaling has raised a little beside something dark. */
  boolean isRinging(int at, int color) {
    int ground = Thumbnail.luma(GroundColor.rgb(color));
    int distance = Thumbnail.distance(image.argb()[at], GroundColor.rgb(color));
    boolean raised = Thumbnail.luma(image.argb()[at]) > ground && distance <= noise + RINGING;
    boolean[] dark = {false};
    if (raised) {
      image.around(
          at, RINGING_REACH, near -> dark[0] |= Thumbnail.luma(image.argb()[near]) < ground - DARK);
    }
    return dark[0];
  }

  private void takeShadow() {
    int width = image.width();
    int first = firstRowInside();
    int highest = first + (int) ((lastRowInside() - first) * SHADOWLESS_SHARE);
    queueOutsideFrom(highest * width);
    spreadShaded(highest);
  }

  private void spreadShaded(int highestRow) {
    int first = highestRow * image.width();
    spread((from, to) -> to >= first && isSoftlyShaded(from, to), (from, to) -> colors[from]);
  }

  /** Takes plain ground that only the shadow parted from the rest, as between legs. */
  private void takeParted() {
    queueOutsideFrom(0);
    spreadPlain();
  }

  /** Takes pixels that the furniture encloses, and the soft shade of them on the same ground. */
  void takeEnclosed(int[] cells, int[] grounds) {
    queued = 0;
    for (int cell : cells) {
      if (!outside[cell]) {
        take(cell, grounds[cell]);
      }
    }
    spreadShaded(0);
  }

  private void queueOutsideFrom(int first) {
    queued = 0;
    for (int at = first; at < outside.length; at++) {
      if (outside[at]) {
        queue[queued++] = at;
      }
    }
  }

  private boolean isSoftlyShaded(int from, int to) {
    int pixel = image.argb()[to];
    int step = Thumbnail.luma(pixel) - Thumbnail.luma(image.argb()[from]);
    return Math.abs(step) <= SOFT_STEP && GroundColor.showsShaded(colors[from], pixel);
  }

  /** Takes what is not ground but so little that it is dirt. */
  private void takeSpecks() {
    boolean[] seen = outside.clone();
    int most = (int) (outside.length * SPECK_SHARE);
    int[] grounds = EnclosedGround.spreadInwards(this);
    for (int start = 0; start < outside.length; start++) {
      if (!seen[start]) {
        queued = collect(start, seen, at -> true, queue);
        for (int i = 0; i < queued && queued <= most; i++) {
          outside[queue[i]] = true;
          colors[queue[i]] = grounds[queue[i]];
        }
      }
    }
  }

  /**
   * Collects unseen cells that belong to each other, from one of them, and marks them as seen.
   *
   * @param belongs whether a cell does that touches one which does
   * @param cells takes them
   * @return how many there are
   */
  int collect(int start, boolean[] seen, IntPredicate belongs, int[] cells) {
    int count = 0;
    seen[start] = true;
    cells[count++] = start;
    for (int i = 0; i < count; i++) {
      for (int side = 0; side < SIDES; side++) {
        int to = neighbor(cells[i], side);
        if (to >= 0 && !seen[to] && belongs.test(to)) {
          seen[to] = true;
          cells[count++] = to;
        }
      }
    }
    return count;
  }

  /**
   * Takes cells from those in the queue on; the color that the ground has there is of two cells.
   */
  private void spread(Step step, IntBinaryOperator color) {
    for (int i = 0; i < queued; i++) {
      for (int side = 0; side < SIDES; side++) {
        int to = neighbor(queue[i], side);
        if (to >= 0 && !outside[to] && step.leads(queue[i], to)) {
          take(to, color.applyAsInt(queue[i], to));
        }
      }
    }
  }

  private void take(int at, int color) {
    outside[at] = true;
    colors[at] = colorAt(at, color);
    queue[queued++] = at;
  }

  /** The pixel beside another; a negative number beyond the border. */
  int neighbor(int at, int side) {
    int width = image.width();
    int x = at % width;
    return switch (side) {
      case 0 -> x > 0 ? at - 1 : -1;
      case 1 -> x < width - 1 ? at + 1 : -1;
      case 2 -> at - width;
      default -> at + width < outside.length ? at + width : -1;
    };
  }

  private int firstRowInside() {
    int at = 0;
    while (at < outside.length && outside[at]) {
      at++;
    }
    return at / image.width();
  }

  private int lastRowInside() {
    int at = outside.length - 1;
    while (at > 0 && outside[at]) {
      at--;
    }
    return at / image.width();
  }

  /** Whether the ground goes on from a pixel of it to another one. */
  private interface Step {
    boolean leads(int from, int to);
  }
}
