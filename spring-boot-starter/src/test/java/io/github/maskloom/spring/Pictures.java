package io.github.maskloom.spring;

import io.github.maskloom.testing.internal.server.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Images to work on. */
final class Pictures {
  private Pictures() {}

  static byte[] photo(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(photo, Color.LIGHT_GRAY, 0, 0, width, height);
    return TestImages.encoded("png", photo);
  }

  static byte[] mask(int width, int height) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    fill(mask, Color.BLUE, width / 4, height / 4, width / 2, height / 2);
    return TestImages.encoded("png", mask);
  }

  static byte[] sofa() {
    BufferedImage sofa = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    fill(sofa, Color.WHITE, 0, 0, 20, 10);
    fill(sofa, Color.RED, 5, 2, 10, 6);
    return TestImages.encoded("png", sofa);
  }

  private static void fill(BufferedImage image, Color color, int x, int y, int w, int h) {
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(x, y, w, h);
    canvas.dispose();
  }
}
