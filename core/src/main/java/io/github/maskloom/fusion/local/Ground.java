package io.github.maskloom.fusion.local;

import java.util.Arrays;

/**
 * The plain colour that an image shows along its border.
 *
 * @param rgb the median of the border's pixels
 * @param noise how far a pixel may be from it and still be ground
 * @param plain whether most of the border has that colour, so that it is a ground at all
 */
record Ground(int rgb, int noise, boolean plain) {
  private static final int PLAIN_DISTANCE = 24;
  private static final double PLAIN_SHARE = 0.75;
  private static final int LEAST_NOISE = 6;
  private static final double DARKEST_SHADOW = 0.3;
  private static final double HUE_DISTANCE = 10;

  static Ground of(Thumbnail image) {
    int[] border = border(image);
    int rgb = median(border, 16) << 16 | median(border, 8) << 8 | median(border, 0);
    int[] distances = Arrays.stream(border).map(p -> Thumbnail.distance(p, rgb)).sorted().toArray();
    boolean plain = distances[(int) (distances.length * PLAIN_SHARE)] <= PLAIN_DISTANCE;
    int common = distances[(int) (distances.length * 0.7)];
    return new Ground(rgb, Math.min(PLAIN_DISTANCE, Math.max(LEAST_NOISE, 2 * common + 2)), plain);
  }

  private static int[] border(Thumbnail image) {
    int width = image.width();
    int height = image.height();
    int[] pixels = new int[2 * (width + height)];
    for (int x = 0; x < width; x++) {
      pixels[x] = image.argb()[x];
      pixels[width + x] = image.argb()[(height - 1) * width + x];
    }
    for (int y = 0; y < height; y++) {
      pixels[2 * width + y] = image.argb()[y * width];
      pixels[2 * width + height + y] = image.argb()[y * width + width - 1];
    }
    return pixels;
  }

  private static int median(int[] pixels, int shift) {
    int[] samples = Arrays.stream(pixels).map(p -> p >> shift & 0xFF).sorted().toArray();
    return samples[samples.length / 2];
  }

  /** Whether a pixel shows the ground, lit. */
  boolean shows(int pixel) {
    return Thumbnail.distance(pixel, rgb) <= noise;
  }

  /** Whether a pixel may show the ground in a shadow: darker, of the same hue. */
  boolean showsShaded(int pixel) {
    double light = (double) Thumbnail.luma(pixel) / Math.max(1, Thumbnail.luma(rgb));
    return light >= DARKEST_SHADOW
        && light <= 1.02
        && offHue(pixel, 16, light) <= HUE_DISTANCE
        && offHue(pixel, 8, light) <= HUE_DISTANCE
        && offHue(pixel, 0, light) <= HUE_DISTANCE;
  }

  private double offHue(int pixel, int shift, double light) {
    return Math.abs((pixel >> shift & 0xFF) - (rgb >> shift & 0xFF) * light);
  }
}
