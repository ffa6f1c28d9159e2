package io.github.maskloom.testing;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A scene as a model draws it again: blurred a little, a pixel off, its colours shifted. */
final class RedrawnImage {
  private static final int CHANNELS = 3;

  /** How much of a pixel's neighbours it takes on, along each side. */
  private static final double BLUR = 0.1;

  private final BufferedImage scene;
  private final ColourShift shift;

  private RedrawnImage(BufferedImage scene, ColourShift shift) {
    this.scene = scene;
    this.shift = shift;
  }

  /**
   * A scene drawn again, with a texture where it is painted.
   *
   * @param painted whether each pixel of the scene is painted, in rows
   */
  static BufferedImage of(
      BufferedImage scene, boolean[] painted, FineTexture texture, ColourShift shift) {
    RedrawnImage drawing = new RedrawnImage(scene, shift);
    Rectangle box = box(painted, scene.getWidth());
    int width = scene.getWidth();
    BufferedImage drawn = new BufferedImage(width, scene.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < scene.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb =
            painted[y * width + x]
                ? drawing.grey(texture.shade(x - box.x, y - box.y, box.width, box.height))
                : drawing.sceneAt(x, y);
        drawn.setRGB(x, y, rgb);
      }
    }
    return drawn;
  }

  private static Rectangle box(boolean[] painted, int width) {
    Rectangle box = null;
    for (int pixel = 0; pixel < painted.length; pixel++) {
      if (painted[pixel]) {
        Rectangle one = new Rectangle(pixel % width, pixel / width, 1, 1);
        box = box == null ? one : box.union(one);
      }
    }
    return box == null ? new Rectangle() : box;
  }

  private int grey(double shade) {
    int rgb = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      rgb = rgb << 8 | shift.shifted(channel, shade);
    }
    return rgb;
  }

  /** A pixel of the scene, which the model draws a pixel further right. */
  private int sceneAt(int x, int y) {
    int rgb = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int at = 16 - 8 * channel;
      double blurred =
          (1 - 4 * BLUR) * sample(x - 1, y, at)
              + BLUR * sample(x - 2, y, at)
              + BLUR * sample(x, y, at)
              + BLUR * sample(x - 1, y - 1, at)
              + BLUR * sample(x - 1, y + 1, at);
      rgb = rgb << 8 | shift.shifted(channel, blurred);
    }
    return rgb;
  }

  private int sample(int x, int y, int bits) {
    int column = Math.max(0, Math.min(x, scene.getWidth() - 1));
    int row = Math.max(0, Math.min(y, scene.getHeight() - 1));
    return scene.getRGB(column, row) >> bits & 0xFF;
  }

  /** An image at another size. */
  static BufferedImage scaled(BufferedImage image, int width, int height) {
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = scaled.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.drawImage(image, 0, 0, width, height, null);
    canvas.dispose();
    return scaled;
  }
}
