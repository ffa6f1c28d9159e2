package io.github.maskloom.examples.studio;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images for tests, made by the JDK. */
final class TestImages {
  private TestImages() {}

  /** A photo: some gradient. */
  static byte[] photo(String format, int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, width, height, Color.DARK_GRAY));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return encoded(picture, format);
  }

  /** A mask with a half opaque rectangle, or nothing if its width is 0. */
  static byte[] mask(int width, int height, int x, int y, int paintedWidth, int paintedHeight)
      throws IOException {
    return mask(width, height, paint -> paint.fillRect(x, y, paintedWidth, paintedHeight));
  }

  /** A mask of a ring of strokes around its middle. */
  static byte[] ring(int width, int height) throws IOException {
    return mask(
        width,
        height,
        paint -> {
          paint.setStroke(new BasicStroke(8));
          paint.drawOval(width / 6, height / 6, width * 2 / 3, height * 2 / 3);
        });
  }

  private static byte[] mask(int width, int height, Consumer<Graphics2D> strokes)
      throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.setColor(new Color(0, 120, 255, 128));
    strokes.accept(graphics);
    graphics.dispose();
    return encoded(picture, "png");
  }

  /** A PNG that says it is of this size, in a hundred bytes. */
  static byte[] bomb(int width, int height) throws IOException {
    byte[] png = photo("png", 1, 1);
    CRC32 crc = new CRC32();
    crc.update(ByteBuffer.wrap(png).putInt(16, width).putInt(20, height).slice(12, 17));
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  /** Where two images differ. */
  static List<Point> changes(byte[] before, byte[] after) throws IOException {
    BufferedImage one = decoded(before);
    BufferedImage other = decoded(after);
    List<Point> changes = new ArrayList<>();
    for (int y = 0; y < other.getHeight(); y++) {
      for (int x = 0; x < other.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          changes.add(new Point(x, y));
        }
      }
    }
    return changes;
  }

  static BufferedImage decoded(byte[] picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture));
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
