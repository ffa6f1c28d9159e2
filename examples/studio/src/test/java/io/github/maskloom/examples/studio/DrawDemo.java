package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.cli.drawing.ArmchairImage;
import io.github.maskloom.examples.cli.drawing.CoffeeTableImage;
import io.github.maskloom.examples.cli.drawing.FloorLampImage;
import io.github.maskloom.examples.cli.drawing.RoomImage;
import io.github.maskloom.examples.cli.drawing.RugImage;
import io.github.maskloom.examples.cli.drawing.SofaImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * Draws the images that the studio ships. Run it from this module's folder after a change of the
 * drawings; the images are committed, so that neither build nor server has to draw.
 */
public final class DrawDemo {
  private static final int ROOM_WIDTH = 1600;

  /** Where each drawing belongs, relative to {@code src/main/resources}. */
  static final Map<String, Supplier<BufferedImage>> DRAWINGS =
      Map.of(
          "furniture/sofa_modern_teal.png", SofaImage::draw,
          "furniture/armchair_scandinavian_terracotta.png", ArmchairImage::draw,
          "furniture/lamp_industrial_tripod.png", FloorLampImage::draw,
          "furniture/table_modern_walnut.png", CoffeeTableImage::draw,
          "furniture/rug_bohemian_kilim.png", RugImage::draw,
          "static/demo/room.jpg", () -> RoomImage.draw(ROOM_WIDTH));

  private DrawDemo() {}

  /** Writes all of them. */
  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of("src/main/resources");
    for (Map.Entry<String, Supplier<BufferedImage>> drawing : DRAWINGS.entrySet()) {
      Path file = resources.resolve(drawing.getKey());
      Files.createDirectories(file.getParent());
      String format = file.toString().endsWith(".jpg") ? "jpeg" : "png";
      ImageIO.write(drawing.getValue().get(), format, file.toFile());
    }
  }
}
