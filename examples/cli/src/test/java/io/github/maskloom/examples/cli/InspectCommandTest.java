package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void drawARoom() throws IOException {
    Images.demo(folder, 200);
  }

  private Run inspect(String words) {
    return Run.in(folder, "inspect " + words);
  }

  @Test
  void tellsPeopleWhatAnImageIs() throws IOException {
    Run run = inspect("./room.jpg");

    run.done()
        .contains("format       JPEG (image/jpeg)", "size         200x", "samples      RGB, 8 bits")
        .contains("rows         streamed", "heap         ")
        .doesNotContain("orientation", "temp file");
    assertThat(run.err()).isEmpty();
    assertThat(inspect("-q ./room.jpg").out()).isEmpty();
    Images.turned(folder.resolve("turned.jpg"));
    assertThat(inspect("./turned.jpg").out())
        .contains(
            "size         30x40", "orientation  6, turned upright when read", "EXIF         ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json ./room.jpg", "./room.jpg --json"})
  void tellsProgramsWhatAnImageIs(String words) {
    Run run = inspect(words);

    run.done();
    assertThat(run.compactOut())
        .contains("\"format\":\"JPEG\"", "\"width\":200", "\"bands\":3", "\"orientation\":1")
        .contains("\"access\":\"streamed\"", "\"streamable\":true", "\"spoolBytes\":0");
  }

  @Test
  void tellsHowAMaskWouldBeComposited() {
    Run text = inspect("--mask ./mask.png ./room.jpg");
    Run json = inspect("--mask ./mask.png ./mask.png --json");

    text.done()
        .contains("strategy     splice", "heap         ", "threads      1")
        .contains("step         decode PNG, 200x", "step         paint", "splice JPEG");
    assertThat(text.err()).isEmpty();
    assertThat(json.compactOut()).contains("\"strategy\":\"splice\"", "\"name\":\"splicePNG\"");
  }

  @Test
  void tellsWhatEachOfManyImagesIs() {
    Run run = inspect("./room.jpg ./none.png ./mask.png");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsSubsequence("file ", "room.jpg", "JPEG", "file ", "mask.png", "PNG");
    assertThat(run.err()).contains("no such file", "none.png").hasLineCount(1);
    assertThat(inspect("--json ./room.jpg ./room.jpg").out().split("\"file\" : ", -1)).hasSize(3);
  }
}
