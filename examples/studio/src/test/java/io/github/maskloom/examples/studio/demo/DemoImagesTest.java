package io.github.maskloom.examples.studio.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.examples.studio.demo.render.Camera;
import io.github.maskloom.examples.studio.demo.render.Development;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Armchair;
import io.github.maskloom.examples.studio.demo.things.CoffeeTable;
import io.github.maskloom.examples.studio.demo.things.Kilim;
import io.github.maskloom.examples.studio.demo.things.Sideboard;
import io.github.maskloom.examples.studio.demo.things.Sofa;
import io.github.maskloom.examples.studio.demo.things.TripodLamp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoImagesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  /** What a shadow may still have at the image's edge. */
  private static final int FAINT = 12;

  private static final long MOST_BYTES = 6_000_000;

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
    assertThat(sum).isLessThan(MOST_BYTES);
  }

  static List<Shot> shots() {
    return RenderDemo.SHOTS;
  }

  @ParameterizedTest
  @MethodSource("shots")
  void eachShotIsThereInItsSize(Shot shot) throws IOException {
    BufferedImage image = ImageIO.read(RESOURCES.resolve(shot.file()).toFile());
    assertThat(image.getWidth()).isEqualTo(shot.width());
    assertThat(image.getHeight()).isEqualTo(shot.height());
  }

  static List<Shot> cutOuts() {
    return RenderDemo.SHOTS.stream()
        .filter(shot -> shot.development().equals(RenderDemo.PLAIN))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cutOuts")
  void furnitureThatIsCutOutIsWhollyInItsImage(Shot shot) throws IOException {
    BufferedImage image = ImageIO.read(RESOURCES.resolve(shot.file()).toFile());
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

  @Test
  void theCatalogueTellsTheSizesOfTheModels() throws IOException {
    Map<String, Mesh> models =
        Map.of(
            "sideboard", Sideboard.mesh(),
            "sofa", Sofa.mesh(),
            "armchair", Armchair.mesh(),
            "lamp", TripodLamp.mesh(),
            "table", CoffeeTable.mesh(),
            "rug", Kilim.mesh());
    FurnitureCatalog catalogue = FurnitureCatalog.of(RESOURCES.resolve("furniture"));
    for (FurnitureItem item : catalogue.find(FurnitureCatalog.Query.ALL)) {
      Vec size = Objects.requireNonNull(models.get(item.type())).size();
      assertThat(item.lengthMeters().orElseThrow())
          .as(item.fileName())
          .isCloseTo(Math.max(size.x(), size.z()), within(0.02));
      assertThat(item.widthMeters().orElseThrow())
          .as(item.fileName())
          .isCloseTo(Math.min(size.x(), size.z()), within(0.02));
    }
  }

  @Test
  void theSameModelGivesTheSamePixels() {
    int[] pixels = tinyTable();
    assertThat(tinyTable()).isEqualTo(pixels);
    assertThat(pixels[8 * 16 + 6]).as("the table's top").isNotZero();
    // Means of all bands and alpha, as they were when the images were made.
    int[] expected = {0, 0, 5, 0, 0, 51, 63, 6, 13, 76, 73, 22, 0, 0, 2, 0};
    int[] coarse = coarse(pixels);
    for (int i = 0; i < expected.length; i++) {
      assertThat(coarse[i])
          .as("part %d of %s", i, Arrays.toString(coarse))
          .isCloseTo(expected[i], within(4));
    }
  }

  private static int[] tinyTable() {
    Camera camera = Camera.at(Vec.of(0, 1.35, 4.0), Vec.of(0, 0.42, 0), 0.41);
    BufferedImage image =
        Development.PLAIN.render(Studio.cutOut(CoffeeTable.mesh()), camera, 16, 16, 2);
    return image.getRGB(0, 0, 16, 16, null, 0, 16);
  }

  private static int[] coarse(int[] pixels) {
    return IntStream.range(0, 16).map(part -> mean(pixels, part % 4 * 4, part / 4 * 4)).toArray();
  }

  private static int mean(int[] pixels, int left, int top) {
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      int argb = pixels[(top + i / 4) * 16 + left + i % 4];
      sum += (argb >>> 24) + (argb >> 16 & 0xFF) + (argb >> 8 & 0xFF) + (argb & 0xFF);
    }
    return sum / 64;
  }
}
