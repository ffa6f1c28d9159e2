package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the README is the method below, to the letter, and does what it says. */
class ReadmeExampleTest {
  private static final String FIRST_LINE = "String paint(Path room, String dataUrl, Path scene)";

  @TempDir Path folder;

  String paint(Path room, String dataUrl, Path scene) throws IOException {
    CompositeReport report =
        MaskCompositor.create()
            .composite(ImageSource.of(room), ImageSource.base64(dataUrl), ImageTarget.of(scene));
    if (report.nothingPainted()) {
      throw new IllegalArgumentException("please paint where the sofa should go");
    }
    return "%.1f %% painted".formatted(report.mask().coverage() * 100);
  }

  @Test
  void standsInTheReadmeAsItIsCompiled() throws IOException {
    Path source =
        Path.of("src/test/java", ReadmeExampleTest.class.getName().replace('.', '/') + ".java");

    assertThat(method(Path.of("../../README.md"), 0)).isEqualTo(method(source, 2));
  }

  @Test
  void compositesWhatWasPainted() throws IOException {
    Path room = folder.resolve("room.jpg");
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "jpg", room.toFile());
    Path scene = folder.resolve("scene.png");

    assertThat(paint(room, mask(new Color(0, 120, 255, 128)), scene))
        .isEqualTo("%.1f %% painted", 25.0);
    assertThat(ImageIO.read(scene.toFile()).getRGB(0, 0)).isEqualTo(0xFF003C80);
  }

  @Test
  void asksForPaintWhereThereIsNone() throws IOException {
    Path room = folder.resolve("room.jpg");
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "jpg", room.toFile());
    String nothing = mask(new Color(0, true));

    assertThatThrownBy(() -> paint(room, nothing, folder.resolve("scene.png")))
        .hasMessageContaining("please paint");
  }

  private static String mask(Color color) throws IOException {
    BufferedImage mask = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = mask.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, 20, 10);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(mask, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** The lines of the method in a file, without their first {@code indent} columns. */
  private static List<String> method(Path file, int indent) throws IOException {
    String end = " ".repeat(indent) + "}";
    List<String> lines = Files.readAllLines(file);
    int from = 0;
    while (!lines.get(from).startsWith(" ".repeat(indent) + FIRST_LINE)) {
      from++;
    }
    int to = from;
    while (!lines.get(to).equals(end)) {
      to++;
    }
    return lines.subList(from, to + 1).stream().map(line -> line.substring(indent)).toList();
  }
}
