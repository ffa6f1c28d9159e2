package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The command line, from a job to its images. */
public class MainTest {
  @TempDir Path folder;

  @Test
  void takesAJobFromSubmitToItsImages() throws IOException {
    String id = submit("--images=2");

    assertThat(queue(0, "list")).contains(id + "  QUEUED  submitted");
    queue(0, "work", "--until-idle", "--threads", "1");

    assertThat(queue(0, "list")).contains(id + "  DONE  ").contains(id + "/result");
    assertThat(folder.resolve("jobs/" + id + "/result"))
        .isDirectoryContaining("glob:**/0.*")
        .isDirectoryContaining("glob:**/1.*");
    assertThat(queue(1, "cancel", id)).contains("not possible: the job is DONE");
  }

  @Test
  void leavesWhatWasNotPaintedAsItWasInThePhoto() throws IOException {
    String id = submit("--images=1");
    queue(0, "work", "--until-idle");

    BufferedImage result = image("jobs/" + id + "/result/0.png");
    BufferedImage before = image("photo.png");
    BufferedImage strokes = image("mask.png");
    int painted = 0;
    for (int i = 0; i < before.getWidth() * before.getHeight(); i++) {
      int x = i % before.getWidth();
      int y = i / before.getWidth();
      boolean kept = result.getRGB(x, y) == before.getRGB(x, y);
      assertThat(kept || strokes.getRGB(x, y) != 0).isTrue();
      painted += kept ? 0 : 1;
    }
    assertThat(painted).isPositive();
  }

  @Test
  void refusesAFocusWithoutAMask() throws IOException {
    Path photo = photo();

    assertThat(queue(1, "submit", "--photo=" + photo, "--finish", "focused"))
        .contains("a focus needs a mask");
    assertThat(queue(0, "list")).isEmpty();
  }

  @Test
  void listsPageByPage() throws IOException {
    String first = queue(0, "submit", "--photo=" + photo()).strip();
    String second = queue(0, "submit", "--photo=" + photo()).strip();

    String top = queue(0, "list", "--limit", "1").strip();
    String last = top.substring(0, top.indexOf(' '));
    assertThat(top).hasLineCount(1);
    assertThat(queue(0, "list", "--before", last))
        .hasLineCount(1)
        .startsWith(last.equals(first) ? second : first);
    assertThat(queue(1, "list", "--before", "nobody")).contains("there is no job nobody");
  }

  @Test
  void explainsEveryOptionOfEveryCommand() {
    CommandLine commands = Main.commandLine(new Place());
    commands
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(commands.execute(name, "--help")).as(name).isZero();
              for (ArgSpec argument : command.getCommandSpec().args()) {
                assertThat(argument.description()).as("%s of %s", argument, name).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "work --version"})
  void tellsItsVersion(String line) {
    assertThat(queue(0, line.split(" ", -1))).startsWith("queue ");
  }

  @Test
  void refusesAPasswordInAUrl() {
    assertThat(
            queue(2, "--database", "jdbc:postgresql://host/jobs?user=me&password=hunter2", "list"))
        .contains("set PGPASSWORD")
        .doesNotContain("hunter2");
  }

  @Test
  void takesUserAndPasswordOfPostgresFromTheEnvironment() {
    HikariConfig pool =
        JobQueue.pool("jdbc:postgresql://host/jobs", Map.of("PGUSER", "me", "PGPASSWORD", "no"));

    assertThat(pool.getUsername()).isEqualTo("me");
    assertThat(pool.getPassword()).isEqualTo("no");
  }

  @Test
  void cancelsAJobAndDecidesOnlyOnParkedOnes() throws IOException {
    String id = queue(0, "submit", "--photo", photo().toString()).strip();

    assertThat(queue(1, "resume", id)).contains("the job is QUEUED");
    assertThat(queue(1, "give-up", id)).contains("the job is QUEUED");
    assertThat(queue(0, "cancel", id)).contains("done");
    assertThat(queue(1, "cancel", "no-such-job")).contains("the job is unknown");
  }

  @Test
  void saysWhichProviderIsMissing() {
    assertThat(queue(1, "work", "--provider", "nobody"))
        .contains("there is no provider nobody, but [ark, gemini, local, openai");
  }

  @Test
  void saysWhichImageIsNotThere() {
    assertThat(queue(1, "submit", "--photo", folder.resolve("gone.png").toString()))
        .contains("there is no ")
        .contains("gone.png");
    assertThat(queue(0, "list")).isEmpty();
  }

  private BufferedImage image(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  /** A job with a mask and a reference. */
  private String submit(String option) throws IOException {
    Path sofa = JobImages.photo(folder, "sofa.png");
    return queue(
            0,
            "submit",
            "--photo=" + photo(),
            "--mask=" + JobImages.mask(folder),
            "--reference=" + sofa,
            option)
        .strip();
  }

  private Path photo() throws IOException {
    return JobImages.photo(folder, "photo.png");
  }

  private String queue(int exitCode, String... arguments) {
    return run(
        new Place(), exitCode, List.of("--folder", folder.resolve("jobs").toString()), arguments);
  }

  /** Runs a command of jobs at a place, which options name, and says what it prints. */
  public static String run(Place place, int exitCode, List<String> options, String... arguments) {
    StringWriter output = new StringWriter();
    CommandLine commands = Main.commandLine(place);
    commands.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
    List<String> line = new ArrayList<>(options);
    line.addAll(List.of(arguments));
    assertThat(commands.execute(line.toArray(String[]::new))).as("%s", output).isEqualTo(exitCode);
    return output.toString();
  }
}
