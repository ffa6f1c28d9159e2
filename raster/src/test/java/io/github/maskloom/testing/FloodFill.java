package io.github.maskloom.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/** What strokes enclose, found by flooding a whole mask from its border. */
public final class FloodFill {
  private FloodFill() {}

  /** The mask with its enclosed pixels painted. */
  public static boolean[] filled(boolean[] painted, int width) {
    boolean[] reached = new boolean[painted.length];
    Deque<Integer> next = new ArrayDeque<>();
    int height = painted.length / width;
    for (int pixel = 0; pixel < painted.length; pixel++) {
      int x = pixel % width;
      int y = pixel / width;
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
        next.add(pixel);
      }
    }
    while (!next.isEmpty()) {
      int pixel = next.remove();
      if (painted[pixel] || reached[pixel]) {
        continue;
      }
      reached[pixel] = true;
      if (pixel % width > 0) {
        next.add(pixel - 1);
      }
      if (pixel % width < width - 1) {
        next.add(pixel + 1);
      }
      if (pixel >= width) {
        next.add(pixel - width);
      }
      if (pixel + width < painted.length) {
        next.add(pixel + width);
      }
    }
    boolean[] filled = new boolean[painted.length];
    for (int pixel = 0; pixel < painted.length; pixel++) {
      filled[pixel] = !reached[pixel];
    }
    return filled;
  }

  /** How many more pixels are painted in the one than in the other. */
  public static long added(boolean[] painted, boolean[] filled) {
    long added = 0;
    for (int pixel = 0; pixel < painted.length; pixel++) {
      added += filled[pixel] && !painted[pixel] ? 1 : 0;
    }
    return added;
  }
}
