package com.example.room;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What a consumer does without a service: composite, and preview without a model. */
final class Rooms {
  static final int WIDTH = 128;
  static final int HEIGHT = 96;

  private final Path folder;

  Rooms(Path folder) {
    this.folder = folder;
  }

  /** A PNG and a JPEG are painted over; the paint is where it should be. */
  void composite() throws IOException {
    composite("png");
    composite("jpg");
  }

  void composite(String format) throws IOException {
    Path scene = folder.resolve("scene-" + format + (format.equals("jpg") ? ".jpg" : ".png"));
    CompositeReport report = MaskCompositor.create().composite(photo(format), mask(), scene);
    check(!report.nothingPainted(), "Nothing was painted on the " + format);
    BufferedImage composite = ImageIO.read(scene.toFile());
    check(new Color(composite.getRGB(32, 24)).getBlue() > 200, "No paint on the " + format);
    check(new Color(composite.getRGB(120, 90)).getRed() > 200, "Paint all over the " + format);
  }

  /** The provider without a model is found and used. */
  void preview() throws IOException {
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request())) {
      check(width(result) == WIDTH, "No preview");
    }
  }

  int width(FusionResult result) throws IOException {
    Path image = folder.resolve("fused");
    Files.deleteIfExists(image);
    result.image().writeTo(image);
    return ImageIO.read(image.toFile()).getWidth();
  }

  FusionRequest request() throws IOException {
    return FusionRequest.builder(photo("png"))
        .mask(mask())
        .reference(photo("jpg"))
        .prompt("Put the sofa where the mask is painted")
        .build();
  }

  /** For a provider that takes no references. */
  FusionRequest masked() throws IOException {
    return FusionRequest.builder(photo("png")).mask(mask()).prompt("a sofa").build();
  }

  Path photo(String format) throws IOException {
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    fill(photo, Color.RED, WIDTH, HEIGHT);
    return write(photo, format, "photo");
  }

  Path mask() throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    fill(mask, Color.BLUE, WIDTH / 2, HEIGHT / 2);
    return write(mask, "png", "mask");
  }

  private Path write(BufferedImage image, String format, String name) throws IOException {
    Path file = folder.resolve(name + "." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private static void fill(BufferedImage image, Color color, int width, int height) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
  }

  static void check(boolean holds, String failure) {
    if (!holds) {
      throw new AssertionError(failure);
    }
  }
}
