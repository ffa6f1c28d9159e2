package io.github.maskloom.examples.cli;

import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes whole images with the JDK's own encoders, so that the library meets foreign files. */
final class ImageFiles {
  private static final float JPEG_QUALITY = 0.92f;

  private ImageFiles() {}

  /** Writes a PNG, or a JPEG if the file is called so. */
  static void write(BufferedImage picture, Path file) throws IOException {
    boolean jpeg = file.toString().endsWith(".jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
    try (ImageTarget.Draft draft = ImageTarget.of(file).openDraft()) {
      encode(picture, jpeg, writer, draft.stream());
      draft.commit();
    } finally {
      writer.dispose();
    }
  }

  private static void encode(
      BufferedImage picture, boolean jpeg, ImageWriter writer, OutputStream bytes)
      throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (jpeg) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(JPEG_QUALITY);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    }
  }
}
