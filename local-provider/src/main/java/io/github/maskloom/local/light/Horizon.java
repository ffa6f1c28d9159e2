package io.github.maskloom.local.light;

import io.github.maskloom.local.cutout.Thumbnail;
import java.util.Arrays;

/**
 * Where the horizon of a scene may be: below its sky, if it shows one; else where it is in usual
 * photos, a little above the middle.
 */
final class Horizon {
  private static final double USUAL = 0.38;

  /** How much more blue than red a sky has. */
  private static final int BLUE = 10;

  /** What may stand before the sky, such as clouds, as a share of the height. */
  private static final double GAP = 0.12;

  private static final double LEAST_SKY = 0.1;
  private static final double LEAST_COLUMNS = 0.6;

  private Horizon() {}

  /** The row, as a share of the scene's height from its top. */
  static double of(Thumbnail scene) {
    double[] ends = new double[scene.width()];
    for (int x = 0; x < ends.length; x++) {
      ends[x] = (double) skyEnd(scene, x) / scene.height();
    }
    Arrays.sort(ends);
    boolean sky = ends[(int) ((1 - LEAST_COLUMNS) * ends.length)] >= LEAST_SKY;
    return sky ? Math.max(USUAL, ends[ends.length / 2]) : USUAL;
  }

  private static int skyEnd(Thumbnail scene, int x) {
    int end = 0;
    int gap = (int) (GAP * scene.height());
    for (int y = 0; y < scene.height() && y - end <= gap; y++) {
      int pixel = scene.argb()[y * scene.width() + x];
      int blue = pixel & 0xFF;
      boolean sky = blue - (pixel >> 16 & 0xFF) >= BLUE && blue >= (pixel >> 8 & 0xFF);
      end = sky ? y + 1 : end;
    }
    return end;
  }
}
