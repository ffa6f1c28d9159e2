package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotographsTest {
  private static final String THUMBNAIL =
      """
      source peers/make-photos.sh
      dir=$1
      scratch=$1
      thumbnail wide a
      vips copy "$scratch/a.v" "$scratch/a.png"
      """;

  @Test
  void aPhotographOfAnyShapeIsCutToItsSquare(@TempDir Path folder) throws Exception {
    assumeTrue(isInstalled("vips"), "libvips-tools is not installed");
    Path backgrounds = Files.createDirectories(folder.resolve("wallpapers/usr/share/backgrounds"));
    BufferedImage wide = new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(wide, "jpeg", backgrounds.resolve("wide.jpg").toFile());

    assertThat(run("bash", "-euc", THUMBNAIL, "bash", folder.toString())).isZero();

    BufferedImage square = ImageIO.read(folder.resolve("a.png").toFile());
    assertThat(square.getWidth()).isEqualTo(2048);
    assertThat(square.getHeight()).isEqualTo(2048);
  }

  private static boolean isInstalled(String program) throws InterruptedException {
    try {
      return run(program, "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
