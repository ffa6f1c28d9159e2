package io.github.maskloom.testing;

import java.util.Random;

/** Masks as people and machines paint them: circles, boxes, lines, and dots of any density. */
public final class Scribble {
  private Scribble() {}

  /** Where a mask of this size is painted. */
  public static boolean[] of(int width, int height, Random random) {
    boolean[] painted = new boolean[width * height];
    int share = random.nextInt(101);
    if (random.nextInt(3) == 0) {
      for (int i = 0; i < painted.length; i++) {
        painted[i] = random.nextInt(100) < share;
      }
      return painted;
    }
    for (int stroke = random.nextInt(7); stroke >= 0; stroke--) {
      if (random.nextBoolean()) {
        circle(painted, width, random);
      } else {
        box(painted, width, random);
      }
    }
    return painted;
  }

  /** One pixel thin, so that pixels touch at their corners; sometimes with a gap. */
  private static void circle(boolean[] painted, int width, Random random) {
    int height = painted.length / width;
    double middleX = random.nextInt(width);
    double middleY = random.nextInt(height);
    double radius = 1 + random.nextInt(1 + Math.max(width, height) / 2);
    int steps = (int) (radius * (random.nextInt(4) == 0 ? 5 : 16)) + 8;
    for (int step = 0; step < steps; step++) {
      double angle = 2 * Math.PI * step / steps;
      int x = (int) Math.round(middleX + radius * Math.cos(angle));
      int y = (int) Math.round(middleY + radius * Math.sin(angle));
      if (x >= 0 && x < width && y >= 0 && y < height) {
        painted[y * width + x] = true;
      }
    }
  }

  private static void box(boolean[] painted, int width, Random random) {
    int height = painted.length / width;
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    int right = left + random.nextInt(width - left);
    int bottom = top + random.nextInt(height - top);
    for (int x = left; x <= right; x++) {
      painted[top * width + x] = true;
      painted[bottom * width + x] = true;
    }
    for (int y = top; y <= bottom; y++) {
      painted[y * width + left] = true;
      painted[y * width + right] = true;
    }
  }
}
