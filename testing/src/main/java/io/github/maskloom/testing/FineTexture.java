package io.github.maskloom.testing;

import java.util.List;

/**
 * A gray texture of waves whose finest detail is known, as a model draws it into a box. A pixel
 * shows the mean of each wave, and waves that its pixels cannot show are left out.
 *
 * @param waves whose shades are added up; not copied
 */
public record FineTexture(List<Wave> waves) {
  private static final double MEAN = 128;

  /**
   * One wave over a box.
   *
   * @param across periods over the width of the box
   * @param down periods over the height of the box
   * @param amplitude the most that the wave moves a shade either way, in levels of 255
   */
  public record Wave(double across, double down, double amplitude) {
    /** What a pixel of a box of this size shows of it, at its middle. */
    private double at(double x, double y, int width, int height) {
      double perColumn = across / width;
      double perRow = down / height;
      if (Math.abs(perColumn) >= 0.5 || Math.abs(perRow) >= 0.5) {
        return 0;
      }
      double phase = 2 * Math.PI * (perColumn * (x + 0.5) + perRow * (y + 0.5));
      return amplitude * mean(perColumn) * mean(perRow) * Math.sin(phase);
    }

    private static double mean(double frequency) {
      double angle = Math.PI * frequency;
      return angle == 0 ? 1 : Math.sin(angle) / angle;
    }
  }

  /**
   * Makes a texture for a box. Two thirds of its energy are too fine for a box of half the width
   * and half the height.
   *
   * @param width of the box, in pixels
   * @param height of the box, in pixels
   * @return a new texture
   */
  public static FineTexture ofBox(int width, int height) {
    return new FineTexture(
        List.of(
            new Wave(12, 7, 25),
            new Wave(0.3 * width, 0.02 * height, 30),
            new Wave(0.03 * width, 0.34 * height, 30)));
  }

  /**
   * Computes the shade of a pixel.
   *
   * @param x from the left of the box, from 0
   * @param y from the top of the box, from 0
   * @param width of the box that is drawn, in pixels, over which each wave has its periods
   * @param height of the box that is drawn, in pixels
   * @return the shade, 128 in the mean; not cut to 0 to 255 if waves go beyond
   */
  public double shade(int x, int y, int width, int height) {
    double shade = MEAN;
    for (Wave wave : waves) {
      shade += wave.at(x, y, width, height);
    }
    return shade;
  }
}
