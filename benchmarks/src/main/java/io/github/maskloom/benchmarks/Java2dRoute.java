package io.github.maskloom.benchmarks;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The composite as the JDK alone does it, with the whole images in memory. */
final class Java2dRoute {
  private Java2dRoute() {}

  /** {@code ImageIO.read} twice, {@code Graphics2D.drawImage}, {@code ImageIO.write}. */
  static Path composite(Path photo, Path mask, Path result) throws IOException {
    return composite(photo, mask, result, () -> {});
  }

  /** Does the same, with something to be run once both images are in memory. */
  static Path composite(Path photo, Path mask, Path result, Runnable onceRead) throws IOException {
    // Spares it the temporary files, which cost time and save no memory here.
    ImageIO.setUseCache(false);
    BufferedImage canvas = ImageIO.read(photo.toFile());
    draw(canvas, ImageIO.read(mask.toFile()), onceRead);
    return Images.write(canvas, "png", result);
  }

  private static void draw(BufferedImage canvas, BufferedImage paint, Runnable onceRead) {
    onceRead.run();
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(paint, 0, 0, null);
    graphics.dispose();
  }
}
