package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private final Path folder;

  DemoCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void leavesEveryImageInTheFolderAndPrintsWhatItDid() throws IOException {
    Path out = folder.resolve("made/on/demand");
    Run.of("demo", "--out", out.toString(), "--width", "320")
        .done()
        .contains("room.jpg", "sofa.png", "mask.png", "composite.png", "fused.png", "320x213")
        .contains("detail.png", "without a focus on the left")
        .contains("provider", "of the unpainted pixels, ", " visibly: all undone")
        .contains("painted", "bounding box", "dominant alpha  128", "elapsed", "peak heap");
    BufferedImage composite = ImageIO.read(out.resolve("composite.png").toFile());
    assertThat(composite.getWidth()).isEqualTo(320);
    assertThat(blueness(composite, 190, 120)).isGreaterThan(60);
    BufferedImage room = ImageIO.read(out.resolve("room.jpg").toFile());
    for (int x = 0; x < 320; x++) {
      assertThat(composite.getRGB(x, 10)).isEqualTo(room.getRGB(x, 10));
      assertThat(composite.getRGB(x, 200)).isEqualTo(room.getRGB(x, 200));
    }
  }

  private static int blueness(BufferedImage picture, int x, int y) {
    int rgb = picture.getRGB(x, y);
    return (rgb & 0xFF) - (rgb >> 16 & 0xFF);
  }
}
