package io.github.maskloom.examples.guide;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The guide's section on web backends, to the letter: a test compares the two. */
@RestController
final class WebBackend {
  private final MaskCompositor compositor = MaskCompositor.create();

  @PostMapping("/composites")
  ResponseEntity<Resource> composite(
      @RequestParam("photo") MultipartFile photo, @RequestParam("mask") String maskDataUrl)
      throws IOException {
    Path output = Files.createTempFile("composite-", ".png");
    try {
      compositor.composite(
          ImageSource.reopening(photo::getInputStream, photo.getSize()).named("photo"),
          ImageSource.dataUrl(maskDataUrl).named("mask"),
          ImageTarget.of(output));
      return ResponseEntity.ok()
          .contentType(MediaType.IMAGE_PNG)
          .contentLength(Files.size(output))
          .body(new InputStreamResource(Files.newInputStream(output, DELETE_ON_CLOSE)));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(output);
      throw e;
    }
  }

  static ImageSource fromStream(InputStream body) {
    return ImageSource.once(body);
  }

  static ImageSource fromBytes(byte[] encoded) {
    return ImageSource.of(encoded);
  }

  static ImageSource fromImage(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageSource.of(png.toByteArray());
  }

  static BufferedImage toImage(ImageSource photo, ImageSource mask) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    MaskCompositor.create().composite(photo, mask, ImageTarget.of(png));
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  static void toStream(ImageSource photo, ImageSource mask, OutputStream response)
      throws IOException {
    MaskCompositor.create().composite(photo, mask, ImageTarget.of(response));
  }
}
