package io.github.maskloom.examples.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SketchProviderTest {
  private static final int WALL = 0xFF336699;
  private static final int FLOOR = 0xFF99CC33;

  @TempDir Path folder;

  @Test
  void isFoundByItsId() throws IOException {
    try (FusionClient client = FusionClient.open("sketch")) {
      assertThat(client.providerId()).isEqualTo("sketch");
    }
  }

  @Test
  void drawsEdgesOnPaperWhereItIsPaintedAndNothingElsewhere() throws IOException {
    FusionRequest request =
        FusionRequest.builder(room())
            .mask(ImageSource.of(leftHalf()), MaskConvention.WHITE_EDITS)
            .build();
    try (FusionClient client = FusionClient.open("sketch");
        FusionResult result = client.fuse(request)) {
      result.image().writeTo(Path.of("target", "sketch.png"));
      BufferedImage sketch = ImageIO.read(Path.of("target", "sketch.png").toFile());

      assertThat(sketch.getRGB(10, 5)).as("a flat wall is paper").isEqualTo(0xFFFFFFFF);
      assertThat(sketch.getRGB(10, 29) & 0xFF).as("the wall's edge is a line").isLessThan(200);
      assertThat(sketch.getRGB(60, 5)).as("not painted").isEqualTo(WALL);
      assertThat(sketch.getRGB(60, 50)).as("not painted").isEqualTo(FLOOR);
    }
  }

  @Test
  void aBlackAndWhiteMaskRedrawsEverythingOnlyIfMeant() throws IOException {
    FusionRequest.Builder request = FusionRequest.builder(room());
    ImageSource mask = ImageSource.of(leftHalf());
    try (FusionClient client = FusionClient.open("sketch")) {
      assertThatThrownBy(() -> client.fuse(request.mask(mask).build()))
          .isInstanceOf(OpaqueMaskException.class)
          .hasMessageContaining("WHITE_EDITS");
      client.fuse(request.mask(mask, MaskConvention.PAINTED_EVERYWHERE).build()).discard();
    }
  }

  @Test
  void drawsAsManyAsAreAskedFor() throws IOException {
    FusionRequest request = FusionRequest.builder(room()).count(3).build();
    try (FusionClient client = FusionClient.open("sketch");
        FusionResult result = client.fuse(request)) {
      assertThat(result.images()).hasSize(3);
      assertThat(result.record().received().usage()).containsEntry("images", 3L);
      assertThat(result.record().model()).contains("pencil");
    }
  }

  @Test
  void takesNoConfigurationButItsOwn() {
    FusionConfig other = FusionConfig.builder().provider(() -> "foreign").build();

    assertThatThrownBy(() -> FusionClient.open(new SketchProvider(), other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path room() throws IOException {
    BufferedImage room = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        room.setRGB(x, y, y < 30 ? WALL : FLOOR);
      }
    }
    return written(room, "room.png");
  }

  private Path leftHalf() throws IOException {
    BufferedImage mask = new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D canvas = mask.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 40, 60);
    canvas.dispose();
    return written(mask, "mask.png");
  }

  private Path written(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
