package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {
  @TempDir Path folder;

  private Path room;

  @BeforeEach
  void drawARoom() throws IOException {
    Images.demo(folder, 200);
    room = folder.resolve("room.jpg");
  }

  @Test
  void tellsPeopleWhatAnImageIs() {
    Run run = Run.of("inspect", room.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("format       JPEG (image/jpeg)", "size         200x", "samples      RGB, 8 bits")
        .contains("rows         streamed", "heap         ")
        .doesNotContain("orientation", "temp file");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysNothingButWhatIsWrongIfThatIsAskedFor() {
    Run good = Run.of("inspect", "-q", room.toString());
    Run bad = Run.of("inspect", "--quiet", room + ".none");

    assertThat(good.exitCode()).isZero();
    assertThat(good.out() + good.err()).isEmpty();
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.err()).contains("no such file");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsProgramsWhatAnImageIs(boolean flagFirst) {
    Run run =
        flagFirst
            ? Run.of("inspect", "--json", room.toString())
            : Run.of("inspect", room.toString(), "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replace(" ", ""))
        .contains("\"format\":\"JPEG\"", "\"width\":200", "\"bands\":3", "\"orientation\":1")
        .contains("\"access\":\"streamed\"", "\"streamable\":true", "\"spoolBytes\":0");
  }

  @Test
  void tellsHowAMaskWouldBeComposited() {
    String mask = folder.resolve("mask.png").toString();

    Run run = Run.of("inspect", "--mask", mask, room.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("strategy     splice", "heap         ", "threads      1")
        .contains("step         decode PNG, 200x", "step         paint", "splice JPEG");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void tellsProgramsHowAMaskWouldBeComposited() {
    String mask = folder.resolve("mask.png").toString();

    Run run = Run.of("inspect", "--mask", mask, mask, "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replace(" ", ""))
        .contains("\"strategy\":\"splice\"", "\"name\":\"splicePNG\"");
  }

  @Test
  void namesTheMaskThatCannotBeComposited() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no image");

    Run run = Run.of("inspect", "--mask", text.toString(), room.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("notes.txt");
  }

  @Test
  void saysInOneLineWhatIsWrongWithAnImage() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no image");

    Run run = Run.of("inspect", text.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("notes.txt");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    Run run = Run.of("inspect", folder.resolve("none.png").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no such file", "none.png");
  }

  @Test
  void withoutAFileThereIsNothingToInspect() {
    Run run = Run.of("inspect", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("FILE");
  }

  @Test
  void explainsItself() {
    Run run = Run.of("inspect", "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: maskloom inspect", "FILE", "--json");
  }

  @Test
  void tellsWhatEachOfManyImagesIs() {
    String mask = folder.resolve("mask.png").toString();
    String missing = folder.resolve("none.png").toString();

    Run run = Run.of("inspect", room.toString(), missing, mask);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsSubsequence("file         " + room, "JPEG", "file         " + mask, "PNG");
    assertThat(run.err()).contains("no such file", missing).hasLineCount(1);
  }

  @Test
  void tellsProgramsOfEachOfManyImages() {
    Run run = Run.of("inspect", "--json", room.toString(), room.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().split("\"file\" : ", -1)).hasSize(3);
  }
}
