package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.testing.internal.server.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Small rooms, masks and furniture. */
final class Drawings {
  static final Color WALL = new Color(200, 190, 180);
  static final Color FURNITURE = new Color(30, 90, 160);
  private static final Color CLEAR = new Color(0, 0, 0, 0);

  /** How images are read where nothing is in the way. */
  static final ImageReading READING = new ImageReading(ImageLimits.DEFAULT, CancelSignal.NEVER);

  private Drawings() {}

  static BufferedImage draw(int type, int width, int height, Consumer<Graphics2D> drawing) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.accept(graphics);
    graphics.dispose();
    return picture;
  }

  /** Something in the color of furniture on a ground that fills the picture. */
  static BufferedImage onGround(Paint ground, int width, int height, Consumer<Graphics2D> drawing) {
    return draw(
        BufferedImage.TYPE_INT_RGB,
        width,
        height,
        graphics -> {
          graphics.setPaint(ground);
          graphics.fillRect(0, 0, width, height);
          graphics.setColor(FURNITURE);
          drawing.accept(graphics);
        });
  }

  /** An even wall. */
  static BufferedImage room(int type, int width, int height) {
    return draw(type, width, height, graphics -> fill(graphics, WALL, 0, 0, width, height));
  }

  /** White where furniture goes, else black. */
  static BufferedImage mask(int width, int height, Consumer<Graphics2D> strokes) {
    return draw(
        BufferedImage.TYPE_BYTE_GRAY,
        width,
        height,
        graphics -> {
          graphics.setColor(Color.WHITE);
          strokes.accept(graphics);
        });
  }

  static BufferedImage mask(int width, int height, int x, int y, int w, int h) {
    return mask(width, height, strokes -> strokes.fillRect(x, y, w, h));
  }

  /** A blue ellipse, 80 x 60 pixels in the middle of 120 x 100, on a ground of a color. */
  static BufferedImage pouf(Color ground) {
    return onGround(ground, 120, 100, graphics -> graphics.fillOval(20, 20, 80, 60));
  }

  /** The same on nothing. */
  static BufferedImage cutOutPouf() {
    return draw(
        BufferedImage.TYPE_INT_ARGB,
        120,
        100,
        graphics -> {
          graphics.setColor(FURNITURE);
          graphics.fillOval(20, 20, 80, 60);
        });
  }

  /** A box that throws a soft shadow, on white or, where the type has alpha, on nothing. */
  static BufferedImage shadowed(int type) {
    return draw(
        type,
        240,
        200,
        graphics -> {
          fill(graphics, type == BufferedImage.TYPE_INT_RGB ? Color.WHITE : CLEAR, 0, 0, 240, 200);
          fill(graphics, shadow(), 0, 0, 240, 200);
          fill(graphics, FURNITURE, 60, 40, 120, 100);
        });
  }

  private static RadialGradientPaint shadow() {
    return new RadialGradientPaint(
        new Point2D.Double(0, 0),
        1,
        new Point2D.Double(0, 0),
        new float[] {0, 1},
        new Color[] {new Color(0, 0, 0, 110), CLEAR},
        MultipleGradientPaint.CycleMethod.NO_CYCLE,
        MultipleGradientPaint.ColorSpaceType.SRGB,
        new AffineTransform(90, 0, 0, 16, 120, 143));
  }

  /** Fills a rectangle with a paint, which stays set. */
  static void fill(Graphics2D graphics, Paint paint, int x, int y, int width, int height) {
    graphics.setPaint(paint);
    graphics.fillRect(x, y, width, height);
  }

  static void fill(BufferedImage picture, Paint paint, int x, int y, int width, int height) {
    fill(picture.createGraphics(), paint, x, y, width, height);
  }

  static byte[] encode(BufferedImage picture, String format) {
    return TestImages.encoded(format, picture);
  }

  static BufferedImage decode(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  static ImageSource source(BufferedImage picture, String format) {
    return ImageSource.of(encode(picture, format));
  }

  static ProviderInput.Image input(BufferedImage picture, String format) {
    byte[] bytes = encode(picture, format);
    return input(ImageSource.of(bytes), "image/" + format.replace("jpg", "jpeg"), bytes.length);
  }

  static ProviderInput.Image input(ImageSource source, String mediaType, long bytes) {
    return new ProviderInput.Image(source, mediaType, 1, 1, bytes);
  }
}
