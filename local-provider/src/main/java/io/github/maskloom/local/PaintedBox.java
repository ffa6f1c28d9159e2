package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import java.io.IOException;
import java.util.Arrays;

/**
 * The box around what a mask paints at least half as strongly as it paints anything. So neither a
 * brush's soft edge nor what a lossy format leaves beside it makes the box larger.
 */
final class PaintedBox {
  private static final int LEVELS = 16;

  private final int[] left = new int[LEVELS];
  private final int[] right = new int[LEVELS];
  private final int[] top = new int[LEVELS];
  private final int[] bottom = new int[LEVELS];

  private PaintedBox() {
    Arrays.fill(left, Integer.MAX_VALUE);
    Arrays.fill(top, Integer.MAX_VALUE);
    Arrays.fill(right, -1);
    Arrays.fill(bottom, -1);
  }

  /** Reads a mask whose white edits. */
  static PaintedBox of(ImageReader mask) throws IOException {
    PaintedBox box = new PaintedBox();
    mask.eachWhite(box::add);
    return box;
  }

  private void add(int[] white, int y) {
    for (int x = 0; x < white.length; x++) {
      int coverage = white[x];
      if (coverage > 0) {
        int level = coverage / LEVELS;
        left[level] = Math.min(left[level], x);
        right[level] = Math.max(right[level], x);
        top[level] = Math.min(top[level], y);
        bottom[level] = y;
      }
    }
  }

  /** The strongest level that is painted; negative if none is. */
  private int strongest() {
    int level = LEVELS - 1;
    while (level >= 0 && bottom[level] < 0) {
      level--;
    }
    return level;
  }

  private static int weakest(int strongest) {
    return (strongest + 1) / 2;
  }

  /** The least coverage, 1 to 255, of what counts as painted. */
  int leastCoverage() {
    return Math.max(1, weakest(strongest()) * LEVELS);
  }

  /** The box in the mask's pixels; empty if nothing is painted. */
  BoundingBox box() {
    int strongest = strongest();
    if (strongest < 0) {
      return BoundingBox.EMPTY;
    }
    int weakest = weakest(strongest);
    int x = Arrays.stream(left, weakest, strongest + 1).min().orElseThrow();
    int y = Arrays.stream(top, weakest, strongest + 1).min().orElseThrow();
    int endX = Arrays.stream(right, weakest, strongest + 1).max().orElseThrow() + 1;
    int endY = Arrays.stream(bottom, weakest, strongest + 1).max().orElseThrow() + 1;
    return new BoundingBox(x, y, endX - x, endY - y);
  }
}
