package io.github.maskloom.local.cutout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The border of a thumbnail, taken apart where its color changes at once. A ground may be one
 * color, a gradient, or a wall and a floor.
 */
final class Border {
  /** How much of the border must be ground. */
  private static final double GROUND_SHARE = 0.7;

  private static final double MIN_RUN_SHARE = 0.04;
  private static final int STEP = 16;
  private static final int MIN_NOISE = 6;
  private static final int MAX_NOISE = 18;
  private static final double COMMON = 0.8;

  private final Thumbnail image;
  private final int[] cells;

  /** The ground's color as it goes on along the border. */
  private final int[] estimates;

  private final List<Run> runs = new ArrayList<>();

  private Border(Thumbnail image) {
    this.image = image;
    cells = around(image.width(), image.height());
    estimates = new int[cells.length];
    split();
  }

  /** Places of the border from one up to another, in its order. */
  private record Run(int from, int to) {
    int length() {
      return to - from;
    }
  }

  /**
   * The ground at the border.
   *
   * @param cells the pixels that show it, as indices; none if there is no plain ground
   * @param estimates its color at each of them, see {@link GroundColor}
   * @param noise how far a pixel may be from that and still be ground
   */
  record Seeds(List<Integer> cells, List<Integer> estimates, int noise) {}

  /** Where the ground reaches the border of an image. */
  static Seeds of(Thumbnail image) {
    return new Border(image).seeds();
  }

  /** The border's pixels, clockwise from the upper left corner. */
  private static int[] around(int width, int height) {
    int[] cells = new int[2 * (width + height)];
    int at = 0;
    for (int x = 0; x < width; x++) {
      cells[at++] = x;
    }
    for (int y = 0; y < height; y++) {
      cells[at++] = y * width + width - 1;
    }
    for (int x = width - 1; x >= 0; x--) {
      cells[at++] = (height - 1) * width + x;
    }
    for (int y = height - 1; y >= 0; y--) {
      cells[at++] = y * width;
    }
    return cells;
  }

  private void split() {
    int from = 0;
    for (int i = 0; i < cells.length; i++) {
      int pixel = image.argb()[cells[i]];
      boolean begins =
          i == 0 || Thumbnail.distance(pixel, GroundColor.rgb(estimates[i - 1])) > STEP;
      estimates[i] = begins ? GroundColor.of(pixel) : GroundColor.followed(estimates[i - 1], pixel);
      if (begins && i > 0) {
        runs.add(new Run(from, i));
        from = i;
      }
    }
    runs.add(new Run(from, cells.length));
  }

  private Seeds seeds() {
    List<Integer> seeds = new ArrayList<>();
    List<Integer> colors = new ArrayList<>();
    List<Run> grounds = runs.stream().filter(this::isGround).toList();
    int covered = grounds.stream().mapToInt(Run::length).sum();
    if (covered < GROUND_SHARE * cells.length) {
      return new Seeds(List.of(), List.of(), 0);
    }
    int[] distances = new int[covered];
    int count = 0;
    for (Run run : grounds) {
      for (int i = run.from; i < run.to; i++) {
        seeds.add(cells[i]);
        colors.add(estimates[i]);
        int pixel = image.argb()[cells[i]];
        distances[count++] = Thumbnail.distance(pixel, GroundColor.rgb(estimates[i]));
      }
    }
    Arrays.sort(distances);
    int common = distances[(int) (COMMON * (covered - 1))];
    int noise = Math.max(MIN_NOISE, Math.min(MAX_NOISE, 2 * common + 3));
    return new Seeds(seeds, colors, noise);
  }

  /** A ground goes around a corner, which furniture that is cut off at the border rarely does. */
  private boolean isGround(Run run) {
    int right = image.width();
    int bottom = right + image.height();
    int left = bottom + right;
    return run.length() >= MIN_RUN_SHARE * cells.length
        && (run.from == 0
            || run.to == cells.length
            || holds(run, right)
            || holds(run, bottom)
            || holds(run, left));
  }

  private static boolean holds(Run run, int corner) {
    return run.from <= corner && corner <= run.to;
  }
}
