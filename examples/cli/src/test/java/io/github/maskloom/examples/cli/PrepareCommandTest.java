package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareCommandTest {
  @TempDir Path folder;

  private Path room;
  private Path out;

  @BeforeEach
  void drawARoom() throws IOException {
    Images.demo(folder, 400);
    room = folder.resolve("room.jpg");
    out = folder.resolve("small.jpg");
  }

  private Run prepare(String more) {
    return Run.in(folder, "prepare --in " + room + " --out " + out + " " + more);
  }

  @ParameterizedTest
  @CsvSource({
    "small.jpg, 100, '1 encoding, in ', JPEG",
    "small.png, 50, '1 encoding, in ', PNG",
    "small.jpg, 400, 'copied as it is, in ', JPEG"
  })
  void shrinksToASideOrCopiesWhatIsSmallEnough(String name, int side, String said, String format)
      throws IOException {
    out = folder.resolve(name);

    prepare("--max-side " + side).done().contains(name + ": " + side + "x", said);
    assertThat(Run.of("inspect", out.toString()).out())
        .contains("format       " + format, "size         " + side + "x");
    assertThat(Files.mismatch(room, out) < 0).isEqualTo(side == 400);
  }

  @Test
  void lowersTheQualityToFitBytesAndTellsEveryAttempt() throws IOException {
    Run run = prepare("--max-bytes 6KB --json");

    run.done();
    assertThat(Files.size(out)).isLessThanOrEqualTo(6_000);
    assertThat(run.compactOut())
        .contains("\"quality\":85", "\"fits\":false", "\"passedThrough\":false");
  }

  @ParameterizedTest
  @CsvSource({"room.jpg, room.png", "room.png, room.jpg"})
  void aQualityHoldsForTheJpegsAmongSeveralImages(String first, String second) throws IOException {
    Run.in(folder, "prepare --in ./room.jpg --out ./room.png");
    Path small = folder.resolve("small");
    String line = "prepare ./" + first + " ./" + second;
    Run.in(folder, line + " --out=./small --max-side=100 --quality=5").done();
    assertThat(small.resolve("room.jpg")).isNotEmptyFile();
    assertThat(small.resolve("room.png")).isNotEmptyFile();
  }

  @Test
  void leavesOutNotesOnRequest() throws IOException {
    byte[] plain = Files.readAllBytes(room);
    byte[] comment = {plain[0], plain[1], (byte) 0xFF, (byte) 0xFE, 0, 6, 'h', 'o', 'm', 'e'};
    try (OutputStream stream = Files.newOutputStream(room)) {
      stream.write(comment);
      stream.write(plain, 2, plain.length - 2);
    }

    assertThat(prepare("--bare").out()).contains("copied without notes");
    assertThat(out).hasBinaryContent(plain);
  }

  @Test
  void anImageThatIsCutIsRefusedUnlessItMayLackRows() throws IOException {
    room = Images.cut(Images.noise(folder.resolve("cut.png")), 2_000);

    Run refused = prepare("--max-side 20");
    Run lenient = prepare("--max-side 20 --lenient");

    refused.failed(1).contains("the file ends too early", "cut.png");
    assertThat(lenient.out()).containsPattern("; [12]?[0-9] rows are missing");
    assertThat(prepare("--lenient --json").out()).contains("\"missingRows\"");
  }
}
