package io.github.maskloom.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** The composite as the JDK alone does it, with the whole images in memory. */
final class Java2dRoute {
  private Java2dRoute() {}

  /**
   * {@code ImageIO.read} twice, {@code Graphics2D.drawImage}.
   *
   * @param onceRead is run once both images are in memory
   */
  static BufferedImage composite(Path photo, Path mask, Runnable onceRead) throws IOException {
    BufferedImage canvas = read(photo);
    BufferedImage paint = read(mask);
    onceRead.run();
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(paint, 0, 0, null);
    graphics.dispose();
    return canvas;
  }

  /** {@code ImageIO.read}, {@code Graphics2D.drawImage} with bilinear samples, a JPEG. */
  static Path shrink(Path photo, Path result, int maxSide, int quality) throws IOException {
    BufferedImage whole = read(photo);
    double factor = (double) maxSide / Math.max(whole.getWidth(), whole.getHeight());
    int width = (int) Math.round(whole.getWidth() * factor);
    int height = (int) Math.round(whole.getHeight() * factor);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(whole, 0, 0, width, height, null);
    graphics.dispose();
    return writeJpeg(small, result, quality);
  }

  static BufferedImage read(Path file) throws IOException {
    // Spares it the temporary files, which cost time and save no memory here.
    ImageIO.setUseCache(false);
    return ImageIO.read(file.toFile());
  }

  /** A JPEG, whose chroma the JDK stores at 4:2:0. */
  static Path writeJpeg(BufferedImage image, Path result, int quality) throws IOException {
    return Images.write(
        image,
        "jpeg",
        result,
        how -> {
          how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          how.setCompressionQuality(quality / 100f);
        });
  }
}
