package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that the studio ships. */
class DemoImagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  /** What a shadow may still have at the image's edge. */
  private static final int FAINT = 12;

  private static final long MAX_BYTES = 6_000_000;

  @Test
  void allImagesTogetherStayBelowSixMegabytes() throws IOException {
    long sum = 0;
    for (Path folder : List.of(RESOURCES.resolve("furniture"), RESOURCES.resolve("static/demo"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          sum += Files.size(file);
        }
      }
    }
    assertThat(sum).isLessThan(MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sofa_modern_teal",
        "armchair_scandinavian_terracotta",
        "lamp_industrial_tripod",
        "table_modern_walnut",
        "rug_bohemian_kilim"
      })
  void furnitureThatIsCutOutIsWhollyInItsImage(String name) throws IOException {
    BufferedImage image = ImageIO.read(RESOURCES.resolve("furniture/" + name + ".png").toFile());
    for (int x = 0; x < image.getWidth(); x++) {
      assertThat(alpha(image, x, 0)).isLessThan(FAINT);
      assertThat(alpha(image, x, image.getHeight() - 1)).isLessThan(FAINT);
    }
    for (int y = 0; y < image.getHeight(); y++) {
      assertThat(alpha(image, 0, y)).isLessThan(FAINT);
      assertThat(alpha(image, image.getWidth() - 1, y)).isLessThan(FAINT);
    }
    assertThat(alpha(image, image.getWidth() / 2, image.getHeight() / 2)).isGreaterThan(40);
  }

  private static int alpha(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >>> 24;
  }
}
