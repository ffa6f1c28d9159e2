package io.github.maskloom.local.cutout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private record Run(int from, int to) {}

  /**
   * A pixel that shows the ground.
   *
   * @param cell its index
   * @param color the ground's color there, see {@link GroundColor}
   */
  record Seed(int cell, int color) {}

  /**
   * The ground at the border.
   *
   * @param all the pixels that show it; none if there is no plain ground
   * @param noise how far a pixel may be from its color and still be ground
   */
  record Seeds(List<Seed> all, int noise) {}

  /** Where the ground reaches the border of an image. */
  static Seeds of(Thumbnail image) {
    return new Border(image).seeds();
  }

  /** The border's pixels, clockwise from the upper left corner. */
  private static int[] around(int width, int height) {
    return Stream.of(
            IntStream.range(0, width),
            IntStream.range(0, height).map(y -> y * width + width - 1),
            IntStream.range(0, width).map(x -> height * width - 1 - x),
            IntStream.range(0, height).map(y -> (height - 1 - y) * width))
        .flatMapToInt(side -> side)
        .toArray();
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
    int[] grounds =
        runs.stream()
            .filter(this::isGround)
            .flatMapToInt(run -> IntStream.range(run.from, run.to))
            .toArray();
    if (grounds.length < GROUND_SHARE * cells.length) {
      return new Seeds(List.of(), 0);
    }
    int[] distances =
        IntStream.of(grounds)
            .map(i -> Thumbnail.distance(image.argb()[cells[i]], GroundColor.rgb(estimates[i])))
            .sorted()
            .toArray();
    int common = distances[(int) (COMMON * (grounds.length - 1))];
    int noise = Math.max(MIN_NOISE, Math.min(MAX_NOISE, 2 * common + 3));
    return new Seeds(
        IntStream.of(grounds).mapToObj(i -> new Seed(cells[i], estimates[i])).toList(), noise);
  }

  /** A ground goes around a corner, which furniture that is cut off at the border rarely does. */
  private boolean isGround(Run run) {
    int right = image.width();
    int bottom = right + image.height();
    IntStream corners = IntStream.of(0, right, bottom, bottom + right, cells.length);
    return run.to - run.from >= MIN_RUN_SHARE * cells.length
        && corners.anyMatch(corner -> run.from <= corner && corner <= run.to);
  }
}
