package io.github.maskloom.examples.studio.demo;

import io.github.maskloom.examples.studio.demo.render.Camera;
import io.github.maskloom.examples.studio.demo.render.Development;
import io.github.maskloom.examples.studio.demo.render.Scene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * One image to be taken.
 *
 * @param file where it belongs, relative to the resources
 * @param paths how many light paths each pixel gets: twice as many take twice the time, and leave
 *     seven tenths of the noise
 */
record Shot(
    String file,
    int width,
    int height,
    int paths,
    Supplier<Scene> scene,
    Camera camera,
    Development development) {
  private static final float JPEG_QUALITY = 0.90f;

  /** The same, smaller. */
  Shot scaled(double share) {
    int scaledWidth = (int) Math.round(width * share);
    int scaledHeight = (int) Math.round(height * share);
    return new Shot(file, scaledWidth, scaledHeight, paths, scene, camera, development);
  }

  BufferedImage render() {
    return development.render(scene.get(), camera, width, height, paths);
  }

  /** Writes an image where it belongs, JPEG or PNG by its name. */
  void write(BufferedImage image, Path resources) throws IOException {
    Path target = resources.resolve(file);
    Files.createDirectories(target.toAbsolutePath().getParent());
    boolean jpeg = file.endsWith(".jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(jpeg ? JPEG_QUALITY : 0);
    Files.deleteIfExists(target);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }
}
