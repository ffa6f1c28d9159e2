package io.github.maskloom.local.light;

import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.local.light.PlaceLight.Fall;

/**
 * Finds where shadows fall. What can be told is a source in the image: a compact bright part above
 * the place, such as the sun, a lamp or a window, from which shadows come forward; else a ground
 * that is much brighter on one side.
 */
final class FallFinder {
  private static final int BRIGHT = 236;
  private static final int DARK_MEAN = 150;
  private static final double LEAST_SOURCE = 0.0006;
  private static final double MOST_SOURCE = 0.12;
  private static final double MOST_SPREAD = 0.16;

  private static final double BACKLIT_DARKNESS = 0.5;
  private static final double BACKLIT_DOWN = 0.55;
  private static final double MOST_RIGHT = 0.8;

  /** A ground that is brighter is lit from elsewhere too. */
  private static final double MOST_GROUND = 0.25;

  private static final double LEAST_SIDE = 0.5;
  private static final double SIDE_DARKNESS = 0.3;
  private static final double SIDE_DOWN = 0.16;

  private final Thumbnail scene;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  FallFinder(Thumbnail scene, double left, double top, double width, double height) {
    this.scene = scene;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  /**
   * How shadows fall at the place.
   *
   * @param ground median of its light, of 1
   * @param sideLight how much brighter the ground is to the right, as a logarithm
   */
  Fall fall(double ground, double sideLight) {
    Fall source = ground < MOST_GROUND ? fromSource() : Fall.NONE;
    if (source.darkness() > 0 || Math.abs(sideLight) < LEAST_SIDE) {
      return source;
    }
    double right = -Math.signum(sideLight) * Math.min(MOST_RIGHT, 0.4 * Math.abs(sideLight));
    return new Fall(right, SIDE_DOWN, SIDE_DARKNESS);
  }

  private Fall fromSource() {
    double count = 0;
    double sumX = 0;
    double sumY = 0;
    double squares = 0;
    double lumas = 0;
    int columns = scene.width();
    for (int at = 0; at < scene.argb().length; at++) {
      int luma = Thumbnail.luma(scene.argb()[at]);
      lumas += luma;
      if (luma >= BRIGHT) {
        int x = at % columns;
        int y = at / columns;
        count++;
        sumX += x;
        sumY += y;
        squares += (double) x * x + (double) y * y;
      }
    }
    int all = scene.argb().length;
    double share = count / all;
    if (share < LEAST_SOURCE || share > MOST_SOURCE || lumas / all > DARK_MEAN) {
      return Fall.NONE;
    }
    double x = sumX / count;
    double y = sumY / count;
    double spread = Math.sqrt(Math.max(0, squares / count - x * x - y * y));
    double diagonal = Math.hypot(columns, scene.height());
    boolean above = y < top + 0.25 * height;
    return above && spread <= MOST_SPREAD * diagonal ? awayFrom(x, y) : Fall.NONE;
  }

  private Fall awayFrom(double x, double y) {
    double across = left + width / 2 - x;
    double down = Math.max(1, top + height - y);
    double right = Math.max(-MOST_RIGHT, Math.min(MOST_RIGHT, BACKLIT_DOWN * across / down));
    return new Fall(right, BACKLIT_DOWN, BACKLIT_DARKNESS);
  }
}
