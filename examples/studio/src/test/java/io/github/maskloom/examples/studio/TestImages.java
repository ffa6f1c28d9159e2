package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.setColor(new Color(0, 120, 255, 128));
    graphics.fillRect(x, y, paintedWidth, paintedHeight);
    graphics.dispose();
    return encoded(picture, "png");
  }

  /** A mask of a ring of strokes around its middle. */
  static byte[] ring(int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(0, 120, 255));
    graphics.setStroke(new BasicStroke(8));
    graphics.drawOval(width / 6, height / 6, width * 2 / 3, height * 2 / 3);
    graphics.dispose();
    return encoded(picture, "png");
  }

  /** A PNG that says it is of this size, in a hundred bytes. */
  static byte[] bomb(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 6, 0, 0, 0});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9C, 0x03, 0, 0, 0, 0, 1});
    chunk(png, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    byte[] name = type.getBytes(US_ASCII);
    crc.update(name);
    crc.update(data);
    png.writeInt(data.length);
    png.write(name);
    png.write(data);
    png.writeInt((int) crc.getValue());
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
