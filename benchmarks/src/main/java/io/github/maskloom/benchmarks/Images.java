package io.github.maskloom.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Generated images: as hard to compress as photographs, the same in every run. */
final class Images {
  private static final int CELL = 64;

  private Images() {}

  /** An image with large soft shapes, edges and sensor noise. */
  static BufferedImage photo(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random noise = new Random(42);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double shade = 128 + 70 * Math.sin(x / 310.0) * Math.cos(y / 270.0) + edge(x, y);
        int grain = (int) (noise.nextGaussian() * 5);
        row[x] = rgb(shade + grain, shade * 0.9 + 12 + grain, shade * 0.7 + 40 - grain);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private static double edge(int x, int y) {
    return ((x / CELL) * 31 + (y / CELL) * 17) % 7 * 6;
  }

  private static int rgb(double red, double green, double blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(double sample) {
    return (int) Math.max(0, Math.min(255, sample));
  }

  /** A transparent image with one stroke of half-opaque blue over about a twelfth of it. */
  static BufferedImage mask(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(new Color(0, 120, 255, 128));
    canvas.setStroke(
        new BasicStroke(
            Math.min(width, height) / 7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.draw(
        new CubicCurve2D.Double(
            width * 0.3,
            height * 0.6,
            width * 0.4,
            height * 0.35,
            width * 0.6,
            height * 0.4,
            width * 0.7,
            height * 0.65));
    canvas.dispose();
    return image;
  }

  /** The same stroke, so small and so far up on the left that it is over 1 % of the image. */
  private static BufferedImage corner(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.getRaster().setRect(mask(width * 3 / 8, height * 3 / 8).getRaster());
    return image;
  }

  /**
   * What belongs in a file of a name: a photo, the mask of it, the same {@code half} as large, or
   * one with paint in a {@code corner}.
   */
  static BufferedImage named(String name, BufferedImage photo) {
    return switch (name) {
      case "mask.png" -> mask(photo.getWidth(), photo.getHeight());
      case "half.png" -> mask(photo.getWidth() / 2, photo.getHeight() / 2);
      case "corner.png" -> corner(photo.getWidth(), photo.getHeight());
      default -> photo;
    };
  }

  static Path write(BufferedImage image, String format, Path file) throws IOException {
    return write(image, format, file, how -> {});
  }

  static Path write(
      BufferedImage image, String format, Path file, Consumer<ImageWriteParam> settings)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    settings.accept(how);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return file;
  }
}
