package io.github.maskloom.examples.studio.gallery;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/**
 * Whole images in memory. Images are decoded, scaled and encoded by the library, so that every JDK
 * makes the same pictures.
 */
final class Pixels {
  private static final Map<BufferedImage, byte[]> FILES =
      Collections.synchronizedMap(new WeakHashMap<>());
  private static final int GAP = 8;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int QUALITY = 90;
  private static final int LIGHT_SQUARE = 0xFFE8E8E8;
  private static final int DARK_SQUARE = 0xFFC4C4C4;
  private static final int SQUARE = 8;
  private static final int MAX = 255;

  private Pixels() {}

  static BufferedImage of(ImageSource image) throws IOException {
    return of(image, ImagePreparer.create());
  }

  private static BufferedImage of(ImageSource image, ImagePreparer preparer) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    preparer
        .withPassThrough(false)
        .withFormat(OutputFormat.PNG)
        .prepare(image, ImageTarget.of(png));
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  /** An image as a file, which is made once: nobody draws into an image that is used. */
  static ImageSource source(BufferedImage image) throws IOException {
    byte[] known = FILES.get(image);
    if (known == null) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      known = png.toByteArray();
      FILES.put(image, known);
    }
    return ImageSource.of(known);
  }

  /** An image whose longer side has so many pixels. */
  static BufferedImage scaled(BufferedImage image, int longerSide) throws IOException {
    return of(source(image), ImagePreparer.create().withMaxSide(longerSide));
  }

  /** Writes a JPEG, or a PNG if the file is called so. */
  static void write(BufferedImage image, Path file) throws IOException {
    boolean png = file.toString().endsWith(".png");
    ImagePreparer.create()
        .withPassThrough(false)
        .withFormat(png ? OutputFormat.PNG : OutputFormat.jpeg(QUALITY))
        .prepare(source(image), ImageTarget.of(file));
  }

  /** An image of which a rule has the color of each pixel. */
  static BufferedImage drawn(int width, int height, int type, IntBinaryOperator color) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, color.applyAsInt(x, y));
      }
    }
    return image;
  }

  private static BufferedImage drawn(BufferedImage like, IntBinaryOperator color) {
    return drawn(like.getWidth(), like.getHeight(), BufferedImage.TYPE_INT_RGB, color);
  }

  static BufferedImage crop(BufferedImage image, Rectangle part) {
    BufferedImage cut = image.getSubimage(part.x, part.y, part.width, part.height);
    return drawn(cut, cut::getRGB);
  }

  static BufferedImage row(BufferedImage... images) {
    return joined(true, images);
  }

  /** Images below each other. */
  static BufferedImage rows(BufferedImage... images) {
    return joined(false, images);
  }

  private static BufferedImage joined(boolean inARow, BufferedImage... images) {
    int width = -GAP;
    int height = -GAP;
    for (BufferedImage image : images) {
      width = inARow ? width + GAP + image.getWidth() : Math.max(width, image.getWidth());
      height = inARow ? Math.max(height, image.getHeight()) : height + GAP + image.getHeight();
    }
    BufferedImage all = drawn(width, height, BufferedImage.TYPE_INT_RGB, (x, y) -> WHITE);
    Graphics2D canvas = all.createGraphics();
    int at = 0;
    for (BufferedImage image : images) {
      canvas.drawImage(image, inARow ? at : 0, inARow ? 0 : at, null);
      at += GAP + (inARow ? image.getWidth() : image.getHeight());
    }
    canvas.dispose();
    return all;
  }

  /** An image with transparency on light and dark squares. */
  static BufferedImage onSquares(BufferedImage image) {
    return drawn(
        image,
        (x, y) ->
            over(
                image.getRGB(x, y),
                (x / SQUARE + y / SQUARE) % 2 == 0 ? LIGHT_SQUARE : DARK_SQUARE));
  }

  private static int over(int argb, int below) {
    int alpha = argb >>> 24;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int sum = (argb >> shift & MAX) * alpha + (below >> shift & MAX) * (MAX - alpha);
      rgb = rgb << 8 | (sum + MAX / 2) / MAX;
    }
    return rgb;
  }

  /** Each sample of red, green and blue by a rule. */
  static BufferedImage mapped(BufferedImage image, List<IntUnaryOperator> rules) {
    return drawn(
        image,
        (x, y) -> {
          int rgb = 0;
          for (int channel = 0; channel < 3; channel++) {
            int sample = image.getRGB(x, y) >> (16 - 8 * channel) & MAX;
            rgb = rgb << 8 | Math.max(0, Math.min(MAX, rules.get(channel).applyAsInt(sample)));
          }
          return rgb;
        });
  }

  /** White where two images of one size differ, black elsewhere. */
  static BufferedImage difference(BufferedImage one, BufferedImage other) {
    return drawn(one, (x, y) -> one.getRGB(x, y) == other.getRGB(x, y) ? 0 : WHITE);
  }
}
