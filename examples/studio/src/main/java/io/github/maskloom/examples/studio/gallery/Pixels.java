package io.github.maskloom.examples.studio.gallery;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
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
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImagePreparer.create()
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
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImagePreparer.create()
        .withPassThrough(false)
        .withFormat(OutputFormat.PNG)
        .withMaxSide(longerSide)
        .prepare(source(image), ImageTarget.of(png));
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  /** Writes a JPEG, or a PNG if the file is called so. */
  static void write(BufferedImage image, Path file) throws IOException {
    boolean png = file.toString().endsWith(".png");
    ImagePreparer.create()
        .withPassThrough(false)
        .withFormat(png ? OutputFormat.PNG : OutputFormat.jpeg(QUALITY))
        .prepare(source(image), ImageTarget.of(file));
  }

  static BufferedImage crop(BufferedImage image, Rectangle part) {
    BufferedImage copy = blank(part.width, part.height);
    paste(image.getSubimage(part.x, part.y, part.width, part.height), copy, 0, 0);
    return copy;
  }

  static BufferedImage row(BufferedImage... images) {
    int width = -GAP;
    int height = 0;
    for (BufferedImage image : images) {
      width += image.getWidth() + GAP;
      height = Math.max(height, image.getHeight());
    }
    BufferedImage row = blank(width, height);
    int x = 0;
    for (BufferedImage image : images) {
      paste(image, row, x, 0);
      x += image.getWidth() + GAP;
    }
    return row;
  }

  /** Two rows of images below each other. */
  static BufferedImage rows(BufferedImage upper, BufferedImage lower) {
    BufferedImage both =
        blank(
            Math.max(upper.getWidth(), lower.getWidth()),
            upper.getHeight() + GAP + lower.getHeight());
    paste(upper, both, 0, 0);
    paste(lower, both, 0, upper.getHeight() + GAP);
    return both;
  }

  /** An image with transparency on light and dark squares. */
  static BufferedImage onSquares(BufferedImage image) {
    BufferedImage result = blank(image.getWidth(), image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int below = (x / SQUARE + y / SQUARE) % 2 == 0 ? LIGHT_SQUARE : DARK_SQUARE;
        result.setRGB(x, y, over(image.getRGB(x, y), below));
      }
    }
    return result;
  }

  /** Each sample of red, green and blue by a rule. */
  static BufferedImage mapped(BufferedImage image, List<IntUnaryOperator> rules) {
    BufferedImage result = blank(image.getWidth(), image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          int sample = image.getRGB(x, y) >> (16 - 8 * channel) & MAX;
          rgb = rgb << 8 | Math.max(0, Math.min(MAX, rules.get(channel).applyAsInt(sample)));
        }
        result.setRGB(x, y, rgb);
      }
    }
    return result;
  }

  /** White where two images of one size differ, black elsewhere. */
  static BufferedImage difference(BufferedImage one, BufferedImage other) {
    BufferedImage result = blank(one.getWidth(), one.getHeight());
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        result.setRGB(x, y, one.getRGB(x, y) == other.getRGB(x, y) ? 0 : WHITE);
      }
    }
    return result;
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

  private static BufferedImage blank(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, WHITE);
      }
    }
    return image;
  }

  private static void paste(BufferedImage image, BufferedImage onto, int left, int top) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        onto.setRGB(left + x, top + y, image.getRGB(x, y));
      }
    }
  }
}
