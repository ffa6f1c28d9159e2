package io.github.maskloom.examples.studio.gallery;

import java.awt.image.BufferedImage;

/** What a person paints: how far a point is outside of it, in pixels; less than 0 inside. */
@FunctionalInterface
interface Outline {
  int PAINT = 0x3B82F6;
  int MAX = 255;

  double distance(double x, double y);

  /** A box with round corners. */
  static Outline box(int left, int top, int right, int bottom, int radius) {
    double middleX = (left + right) / 2.0;
    double middleY = (top + bottom) / 2.0;
    double halfWidth = (right - left) / 2.0 - radius;
    double halfHeight = (bottom - top) / 2.0 - radius;
    return (x, y) -> {
      double dx = Math.abs(x - middleX) - halfWidth;
      double dy = Math.abs(y - middleY) - halfHeight;
      double outX = Math.max(dx, 0);
      double outY = Math.max(dy, 0);
      return Math.sqrt(outX * outX + outY * outY) + Math.min(Math.max(dx, dy), 0) - radius;
    };
  }

  /** A stroke along this outline. */
  default Outline stroke(int width) {
    return (x, y) -> Math.abs(distance(x, y)) - width / 2.0;
  }

  /** How much of a pixel lies within, 0 to 1. */
  default double coverage(int x, int y) {
    return Math.max(0, Math.min(1, 0.5 - distance(x + 0.5, y + 0.5)));
  }

  /** The paint of a canvas, on nothing. */
  default BufferedImage painted(int width, int height, int alpha) {
    return Pixels.drawn(
        width,
        height,
        BufferedImage.TYPE_INT_ARGB,
        (x, y) -> (int) Math.round(alpha * coverage(x, y)) << 24 | PAINT);
  }

  /** White on black. */
  default BufferedImage white(int width, int height) {
    return Pixels.drawn(
        width,
        height,
        BufferedImage.TYPE_INT_RGB,
        (x, y) -> (int) Math.round(MAX * coverage(x, y)) * 0x010101);
  }

  /** A hole in white. */
  default BufferedImage hole(int width, int height) {
    return Pixels.drawn(
        width,
        height,
        BufferedImage.TYPE_INT_ARGB,
        (x, y) -> (int) Math.round(MAX * (1 - coverage(x, y))) << 24 | 0xFFFFFF);
  }
}
