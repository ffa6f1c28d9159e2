package io.github.maskloom.testing;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Small photos of different kinds, each the same every time. */
public enum TexturedPhotos {
  /** A bright sky over a darker ground. */
  HORIZON(0),
  /** Light that falls off from one corner. */
  CORNER(1),
  /** Waves of some pixels, as of cloth. */
  CLOTH(2),
  /** A floor of tiles. */
  TILES(3),
  /** A wall of one color. */
  WALL(4),
  /** A room in the dark, in which a lamp stands. */
  LAMP(5);

  /** Pixels across. */
  public static final int WIDTH = 320;

  /** Pixels down. */
  public static final int HEIGHT = 240;

  private static final double NOISE = 3;

  private final int seed;

  TexturedPhotos(int seed) {
    this.seed = seed;
  }

  private int color(int x, int y) {
    return switch (this) {
      case HORIZON -> rgb(90 + y / 3.0, 120 + y / 4.0, 200 - y / 3.0);
      case CORNER -> rgb(220 - Math.hypot(x, y) / 3, 190 - Math.hypot(x, y) / 4, 140);
      case CLOTH -> rgb(120 + 25 * Math.sin(x / 7.0) + 20 * Math.sin(y / 5.0), 100, 90 + x / 8.0);
      case TILES -> (x / 40 + y / 40) % 2 == 0 ? rgb(170, 150, 120) : rgb(80, 95, 110);
      case WALL -> rgb(205, 198, 180);
      case LAMP -> lit(140 * Math.exp(-(Math.pow(x - 60, 2) + Math.pow(y - 60, 2)) / 9000));
    };
  }

  private static int lit(double light) {
    return rgb(40 + light, 35 + light * 0.8, 45 + light * 0.5);
  }

  private static int rgb(double red, double green, double blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(double sample) {
    return (int) Math.min(Math.max(Math.round(sample), 0), 255);
  }

  /** The photo, with the noise of a camera. */
  public BufferedImage image() {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int color = color(x, y);
        image.setRGB(
            x,
            y,
            rgb(
                (color >> 16 & 0xFF) + NOISE * random.nextGaussian(),
                (color >> 8 & 0xFF) + NOISE * random.nextGaussian(),
                (color & 0xFF) + NOISE * random.nextGaussian()));
      }
    }
    return image;
  }
}
