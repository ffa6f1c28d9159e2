package io.github.maskloom.testing;

import java.util.List;

/**
 * A gray texture of waves whose finest detail is known, as a model draws it into a box. A pixel
 * shows the mean of each wave, and waves that its pixels cannot show are left out.
 *
 * @param waves how often each repeats along either side of the box
 */
public record FineTexture(List<Wave> waves) {
  private static final double MEAN = 128;

  /**
   * One wave over a box.
   *
   * @param across periods over the width of the box
   * @param down periods over its height
   * @param amplitude most that a shade is moved, of 255
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
   * Makes waves of which two thirds of the energy are too fine for half as many pixels.
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
   * @param width of the box, in pixels; at another than its own the texture is drawn larger or
   *     smaller
   * @param height of the box, in pixels
   * @return 0 to 255
   */
  public double shade(int x, int y, int width, int height) {
    double shade = MEAN;
    for (Wave wave : waves) {
      shade += wave.at(x, y, width, height);
    }
    return shade;
  }
}
