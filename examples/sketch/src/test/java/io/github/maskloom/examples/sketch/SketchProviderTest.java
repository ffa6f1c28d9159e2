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
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SketchProviderTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 427;
  private static final Path ROOM =
      Path.of("../cli/src/main/resources/io/github/maskloom/examples/cli/demo/room.jpg");
  private static final Path SOFA =
      Path.of("../studio/src/main/resources/furniture/sofa_modern_teal.png");

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
            .mask(ImageSource.of(left()), MaskConvention.WHITE_EDITS)
            .build();
    try (FusionClient client = FusionClient.open("sketch");
        FusionResult result = client.fuse(request)) {
      result.image().writeTo(Path.of("target", "sketch.png"));
      BufferedImage sketch = ImageIO.read(Path.of("target", "sketch.png").toFile());

      BufferedImage photo = picture();
      assertThat(sketch.getRGB(300, 100) & 0xFF).as("a flat wall is paper").isGreaterThan(240);
      int darkest =
          IntStream.range(50, 70).map(y -> sketch.getRGB(137, y) & 0xFF).min().orElseThrow();
      assertThat(darkest).as("the curtain rod is a line").isLessThan(150);
      assertThat(sketch.getRGB(500, 40)).as("not painted").isEqualTo(photo.getRGB(500, 40));
      assertThat(sketch.getRGB(500, 400)).as("not painted").isEqualTo(photo.getRGB(500, 400));
    }
  }

  @Test
  void aBlackAndWhiteMaskRedrawsEverythingOnlyIfMeant() throws IOException {
    FusionRequest.Builder request = FusionRequest.builder(room());
    ImageSource mask = ImageSource.of(left());
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
    return written(picture(), "room.png");
  }

  /** A room with a sofa. */
  private static BufferedImage picture() throws IOException {
    BufferedImage room = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = room.createGraphics();
    canvas.drawImage(ImageIO.read(ROOM.toFile()), 0, 0, WIDTH, HEIGHT, null);
    canvas.drawImage(ImageIO.read(SOFA.toFile()), 250, 160, 250, 150, null);
    canvas.dispose();
    return room;
  }

  private Path left() throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D canvas = mask.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 375, HEIGHT);
    canvas.dispose();
    return written(mask, "mask.png");
  }

  private Path written(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
