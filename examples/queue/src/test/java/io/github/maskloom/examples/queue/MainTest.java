package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line, from a job to its images. */
class MainTest {
  @TempDir Path folder;

  @Test
  void takesAJobFromSubmitToItsImages() throws IOException {
    Path photo = picture("photo.png");
    Path sofa = picture("sofa.png");
    Path mask = mask();
    String id =
        queue(
                0,
                "submit",
                "--photo=" + photo,
                "--mask=" + mask,
                "--reference=" + sofa,
                "--images=2")
            .strip();

    assertThat(queue(0, "list")).contains(id + "  QUEUED  submitted");
    queue(0, "work", "--until-idle", "--threads", "1");

    assertThat(queue(0, "list")).contains(id + "  DONE  ").contains(id + "/result");
    assertThat(folder.resolve("jobs").resolve(id).resolve("result"))
        .isDirectoryContaining("glob:**/0.*")
        .isDirectoryContaining("glob:**/1.*");
    assertThat(queue(1, "cancel", id)).contains("not possible: the job is DONE");
  }

  @Test
  void cancelsAJobAndDecidesOnlyOnParkedOnes() throws IOException {
    String id = queue(0, "submit", "--photo", picture("photo.png").toString()).strip();

    assertThat(queue(1, "resume", id)).contains("the job is QUEUED");
    assertThat(queue(1, "give-up", id)).contains("the job is QUEUED");
    assertThat(queue(0, "cancel", id)).contains("done");
    assertThat(queue(1, "cancel", "no-such-job")).contains("the job is unknown");
  }

  @Test
  void saysWhichProviderIsMissing() {
    assertThat(queue(1, "work", "--provider", "nobody")).contains("there is no provider nobody");
  }

  @Test
  void saysWhichImageIsNotThere() {
    assertThat(queue(1, "submit", "--photo", folder.resolve("gone.png").toString()))
        .contains("there is no ")
        .contains("gone.png");
    assertThat(queue(0, "list")).isEmpty();
  }

  private Path picture(String name) throws IOException {
    Path file = Files.createDirectories(folder).resolve(name);
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private Path mask() throws IOException {
    BufferedImage strokes = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
    for (int x = 16; x < 48; x++) {
      for (int y = 12; y < 36; y++) {
        strokes.setRGB(x, y, 0x800000FF);
      }
    }
    Path file = folder.resolve("mask.png");
    ImageIO.write(strokes, "png", file.toFile());
    return file;
  }

  private String queue(int exitCode, String... arguments) {
    List<String> line = new ArrayList<>(List.of("--folder", folder.resolve("jobs").toString()));
    line.addAll(List.of(arguments));
    StringWriter output = new StringWriter();
    CommandLine commands = Main.commandLine(new FolderOptions());
    commands.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
    assertThat(commands.execute(line.toArray(String[]::new))).as("%s", output).isEqualTo(exitCode);
    return output.toString();
  }
}
