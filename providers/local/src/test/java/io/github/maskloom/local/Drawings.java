package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.ImageReader.ImageReading;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Small rooms, masks and furniture. */
public final class Drawings {
  static final Color WALL = new Color(200, 190, 180);
  static final Color FURNITURE = new Color(30, 90, 160);

  /** How images are read where nothing is in the way. */
  static final ImageReading READING = new ImageReading(ImageLimits.DEFAULT, CancelSignal.NEVER);

  private Drawings() {}

  /** Draws on a picture with smooth edges, and returns it. */
  static BufferedImage draw(BufferedImage picture, Consumer<Graphics2D> drawing) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.accept(graphics);
    graphics.dispose();
    return picture;
  }

  /** Fills shapes of a picture, and returns it. */
  public static BufferedImage fill(BufferedImage picture, Paint paint, Shape... shapes) {
    return draw(
        picture,
        graphics -> {
          graphics.setPaint(paint);
          List.of(shapes).forEach(graphics::fill);
        });
  }

  /** Fills a rectangle of a picture, and returns it. */
  public static BufferedImage fill(BufferedImage picture, Paint paint, int x, int y, int w, int h) {
    return fill(picture, paint, new Rectangle(x, y, w, h));
  }

  public static BufferedImage ground(int width, int height, Paint paint) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    return fill(picture, paint, 0, 0, width, height);
  }

  public static BufferedImage noise(int width, int height) {
    BufferedImage picture = ground(width, height, WALL);
    Random random = new Random(5);
    for (int i = 0; i < width * height; i++) {
      picture.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    return picture;
  }

  /** An even wall. */
  static BufferedImage room(int width, int height) {
    return ground(width, height, WALL);
  }

  /** White where furniture goes, else black. */
  static BufferedImage mask(int width, int height, Shape... spots) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    return fill(picture, Color.WHITE, spots);
  }

  /** White in a rectangle, else black. */
  static BufferedImage mask(int width, int height, int x, int y, int w, int h) {
    return mask(width, height, new Rectangle(x, y, w, h));
  }

  /** A blue pouf of 80x60 pixels in the middle of a ground. */
  static BufferedImage pouf(Color ground) {
    return fill(ground(120, 100, ground), FURNITURE, new Ellipse2D.Double(20, 20, 80, 60));
  }

  /** The same pouf with nothing around it. */
  static BufferedImage cutOutPouf() {
    BufferedImage picture = new BufferedImage(120, 100, BufferedImage.TYPE_INT_ARGB);
    return fill(picture, FURNITURE, new Ellipse2D.Double(20, 20, 80, 60));
  }

  static byte[] encode(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  static BufferedImage decode(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  public static ImageSource source(BufferedImage picture, String format) {
    return ImageSource.of(encode(picture, format));
  }

  static ProviderInput.Image input(BufferedImage picture, String format) {
    byte[] bytes = encode(picture, format);
    return input(ImageSource.of(bytes), "image/" + format.replace("jpg", "jpeg"), bytes.length);
  }

  static ProviderInput.Image png(BufferedImage picture) {
    return input(picture, "png");
  }

  static ProviderInput.Image input(ImageSource source, String mediaType, long bytes) {
    return new ProviderInput.Image(source, mediaType, 1, 1, bytes);
  }
}
