package io.github.maskloom.fusion.local;

import java.util.Arrays;

/**
 * Which pixels of a thumbnail are furniture, and which are the ground around it.
 *
 * <p>Ground is what is joined to the border: first in the ground's plain colour, then, in the
 * lowest part of what is left, in ever darker shades of it, as long as these change softly, as a
 * shadow does and a piece of furniture at its edge does not. So a white cushion inside of a sofa
 * stays. What is left in specks is ground as well.
 */
final class Outline {
  private static final int SIDES = 4;
  private static final int SOFT_STEP = 7;
  private static final double SPECK_SHARE = 0.0004;

  /** The share of the furniture's height above which there is no shadow on the floor. */
  private static final double SHADOWLESS_SHARE = 0.75;

  private final Thumbnail image;
  private final Ground ground;
  private final boolean[] outside;
  private final int[] queue;
  private int queued;

  private Outline(Thumbnail image, Ground ground) {
    this.image = image;
    this.ground = ground;
    outside = new boolean[image.argb().length];
    queue = new int[image.argb().length];
  }

  /** For each pixel whether it is ground; all false if there would be nothing else. */
  static boolean[] ground(Thumbnail image, Ground ground) {
    Outline outline = new Outline(image, ground);
    outline.takePlain();
    outline.takeShadow();
    outline.takeEnclosed();
    outline.takeSpecks();
    if (outline.firstRowInside() == image.height()) {
      Arrays.fill(outline.outside, false);
    }
    return outline.outside;
  }

  private void takePlain() {
    int width = image.width();
    int height = image.height();
    for (int x = 0; x < width; x++) {
      takePlain(x);
      takePlain((height - 1) * width + x);
    }
    for (int y = 0; y < height; y++) {
      takePlain(y * width);
      takePlain(y * width + width - 1);
    }
    spread((from, to) -> ground.shows(image.argb()[to]));
  }

  private void takePlain(int at) {
    if (!outside[at] && ground.shows(image.argb()[at])) {
      take(at);
    }
  }

  private void takeShadow() {
    int width = image.width();
    int first = firstRowInside();
    int highest = first + (int) ((lastRowInside() - first) * SHADOWLESS_SHARE);
    queueOutsideFrom(highest * width);
    spread((from, to) -> to >= highest * width && isSoftlyShaded(from, to));
  }

  /** Takes plain ground that only the shadow parted from the rest, as between legs. */
  private void takeEnclosed() {
    queueOutsideFrom(0);
    spread((from, to) -> ground.shows(image.argb()[to]));
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
    return Math.abs(step) <= SOFT_STEP && ground.showsShaded(pixel);
  }

  /** Takes what is not ground but so little that it is dirt. */
  private void takeSpecks() {
    boolean[] seen = outside.clone();
    int most = (int) (outside.length * SPECK_SHARE);
    for (int start = 0; start < outside.length; start++) {
      if (!seen[start]) {
        queued = 0;
        seen[start] = true;
        queue[queued++] = start;
        for (int i = 0; i < queued; i++) {
          addUnseen(queue[i], seen);
        }
        if (queued <= most) {
          for (int i = 0; i < queued; i++) {
            outside[queue[i]] = true;
          }
        }
      }
    }
  }

  private void addUnseen(int from, boolean[] seen) {
    for (int side = 0; side < SIDES; side++) {
      int to = neighbour(from, side);
      if (to >= 0 && !seen[to]) {
        seen[to] = true;
        queue[queued++] = to;
      }
    }
  }

  private void spread(Step step) {
    for (int i = 0; i < queued; i++) {
      for (int side = 0; side < SIDES; side++) {
        int to = neighbour(queue[i], side);
        if (to >= 0 && !outside[to] && step.leads(queue[i], to)) {
          take(to);
        }
      }
    }
  }

  private void take(int at) {
    outside[at] = true;
    queue[queued++] = at;
  }

  /** The pixel beside another, or -1 beyond the border. */
  private int neighbour(int at, int side) {
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
