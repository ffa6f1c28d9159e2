package io.github.maskloom.examples.cli.drawing;

import java.awt.image.BufferedImage;
import java.util.Random;

/** The noise of a camera, without which a drawing compresses as no photo does. */
final class FilmGrain {
  private static final int SPREAD = 7;

  private FilmGrain() {}

  /** Makes each pixel of an RGB image a little lighter or darker, the same way each time. */
  static void addTo(BufferedImage picture) {
    Random random = new Random(7);
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        int noise = (random.nextInt(SPREAD) + random.nextInt(SPREAD)) / 2 - SPREAD / 2;
        row[x] = shifted(row[x], noise);
      }
      picture.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static int shifted(int rgb, int noise) {
    int red = clamped((rgb >> 16 & 0xFF) + noise);
    int green = clamped((rgb >> 8 & 0xFF) + noise);
    int blue = clamped((rgb & 0xFF) + noise);
    return red << 16 | green << 8 | blue;
  }

  private static int clamped(int sample) {
    return Math.max(0, Math.min(255, sample));
  }
}
