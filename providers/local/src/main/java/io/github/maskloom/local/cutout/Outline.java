package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which pixels of a thumbnail are furniture, and which are the ground around it.
 *
 * <p>Ground is what is joined to the border where its color goes on softly. In the lowest part of
 * what is left, ever darker shades of it are ground too, as long as these change softly. A shadow
 * does so, and a piece of furniture at its edge does not. Then what the furniture encloses and is
 * the same ground goes, see {@link EnclosedGround}. What is left in specks is ground as well.
 */
final class Outline {
  private static final int SOFT_STEP = 8;

  /** What scaling adds to samples beside an edge, how far from it, and how dark that is. */
  private static final int RINGING = 10;

  private static final int RINGING_REACH = 2;
  private static final int DARK = 50;
  private static final double SPECK_SHARE = 0.0004;

  /** The share of the furniture's height above which there is no shadow on the floor. */
  private static final double SHADOWLESS_SHARE = 0.72;

  final Thumbnail image;
  private final CellGrid grid;

  /** How far a pixel of the ground may be from its color. */
  final int noise;

  /** For each pixel whether it is ground. */
  final boolean[] outside;

  /** The ground's color without shadow where a pixel is ground, see {@link GroundColor}. */
  final int[] colors;

  private final int[] queue;
  private Optional<GroundFit> surface = Optional.empty();
  private int queued;

  private Outline(Thumbnail image, int noise) {
    this.image = image;
    grid = image.grid();
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
    if (!outline.inside().isEmpty()) {
      new EnclosedGround(outline).take();
      outline.takeSpecks();
    }
    return outline;
  }

  private void takeBorder(Border.Seeds seeds) {
    for (Border.Seed seed : seeds.all()) {
      if (!outside[seed.cell()] && isPlain(seed.cell(), seed.color())) {
        queue(seed.cell(), seed.color());
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
          return isPlain(to, color)
              ? take(to, GroundColor.followed(colors[from], image.argb()[to]))
              : isRinging(to, color) && take(to, colors[from]);
        });
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
      grid.around(
          at, RINGING_REACH, near -> dark[0] |= Thumbnail.luma(image.argb()[near]) < ground - DARK);
    }
    return dark[0];
  }

  private void takeShadow() {
    BoundingBox inside = inside();
    int highest = inside.y() + (int) ((inside.height() - 1) * SHADOWLESS_SHARE);
    queued = outsideFrom(highest * image.width(), queue);
    spreadShaded(highest);
  }

  private void spreadShaded(int highestRow) {
    int first = highestRow * image.width();
    spread((from, to) -> to >= first && isSoftlyShaded(from, to) && take(to, colors[from]));
  }

  /** Takes plain ground that only the shadow parted from the rest, as between legs. */
  private void takeParted() {
    queued = outsideFrom(0, queue);
    spreadPlain();
  }

  /** Takes pixels that the furniture encloses, and the soft shade of them on the same ground. */
  void takeEnclosed(int[] cells, int[] grounds) {
    queued = 0;
    for (int cell : cells) {
      if (!outside[cell]) {
        queue(cell, grounds[cell]);
      }
    }
    spreadShaded(0);
  }

  private int outsideFrom(int first, int[] cells) {
    int count = 0;
    for (int at = first; at < outside.length; at++) {
      if (outside[at]) {
        cells[count++] = at;
      }
    }
    return count;
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
    int[] grounds = spreadInwards();
    for (int start = 0; start < outside.length; start++) {
      if (!seen[start]) {
        queued = grid.collect(start, seen, at -> true, queue);
        for (int i = 0; i < queued && queued <= most; i++) {
          outside[queue[i]] = true;
          colors[queue[i]] = grounds[queue[i]];
        }
      }
    }
  }

  /** The ground's color everywhere: where there is furniture, that of the nearest ground. */
  int[] spreadInwards() {
    boolean[] known = outside.clone();
    int[] spread = colors.clone();
    int[] cells = new int[known.length];
    grid.spread(
        cells,
        outsideFrom(0, cells),
        (from, to) -> {
          boolean fresh = !known[to];
          if (fresh) {
            known[to] = true;
            spread[to] = colorAt(to, spread[from]);
          }
          return fresh;
        });
    return spread;
  }

  /** Goes on from the cells in the queue. */
  private void spread(CellGrid.Step step) {
    queued = grid.spread(queue, queued, (from, to) -> !outside[to] && step.takes(from, to));
  }

  private boolean take(int at, int color) {
    outside[at] = true;
    colors[at] = colorAt(at, color);
    return true;
  }

  private void queue(int at, int color) {
    take(at, color);
    queue[queued++] = at;
  }

  /** The box around all that is not ground; empty if everything is. */
  BoundingBox inside() {
    return grid.box(IntStream.range(0, outside.length).filter(at -> !outside[at]));
  }
}
