package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuseCommandTest {
  @TempDir Path folder;

  private Path out;

  @BeforeEach
  void drawARoom() {
    Run.of("demo", "--out", folder.toString(), "--width", "400");
    out = folder.resolve("made/on/demand");
  }

  private Run fuse(String... more) {
    List<String> args = new ArrayList<>(List.of("fuse"));
    args.addAll(List.of("--photo", folder.resolve("room.jpg").toString()));
    args.addAll(List.of("--mask", folder.resolve("mask.png").toString()));
    args.addAll(List.of("--reference", folder.resolve("sofa.png").toString()));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void standsTheFurnitureWhereTheMaskIsPainted() throws IOException {
    Run run = fuse("--restore");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("fused-1.png: 400x267", "all undone", "by local in ");
    BufferedImage room = ImageIO.read(folder.resolve("room.jpg").toFile());
    BufferedImage fused = ImageIO.read(out.resolve("fused-1.png").toFile());
    assertThat(fused.getRGB(238, 170)).isNotEqualTo(room.getRGB(238, 170));
    for (int x = 0; x < 400; x++) {
      assertThat(fused.getRGB(x, 10)).isEqualTo(room.getRGB(x, 10));
    }
  }

  @Test
  void writesEachPictureAndAReportForPrograms() {
    Run run = fuse("--count", "3", "--size", "200x134", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replace(" ", ""))
        .contains("\"index\":2", "\"width\":200", "\"outcome\":\"SUCCEEDED\"", "fused-3.jpg");
    assertThat(out).isDirectoryContaining("glob:**/fused-3.jpg");
  }

  @Test
  void standsSeveralThingsSideBySide() {
    Run run = fuse("--reference", folder.resolve("sofa.png").toString());

    assertThat(run.exitCode()).isZero();
  }

  @Test
  void appendsALineAboutTheCallToAJournal() throws IOException {
    Path journal = folder.resolve("journal.jsonl");

    fuse("--journal", journal.toString(), "--prompt", "the words of a customer");

    assertThat(Files.readString(journal))
        .contains("\"provider\":\"local\"", "\"promptCharacters\":23")
        .doesNotContain("customer");
  }

  @Test
  void saysWhatToAddWhereTheProviderIsNotThere() {
    Run run = fuse("--provider", "painter");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: there is no fusion provider painter")
        .contains("local")
        .hasLineCount(1);
  }

  @Test
  void asksForTheKeyThatArkNeeds() {
    assumeThat(System.getenv("ARK_API_KEY")).isNull();

    Run run = fuse("--provider", "ark", "--model", "ep-1", "--base-url", "http://127.0.0.1:9/api");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("ARK_API_KEY").hasLineCount(1);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aFeatherWiderThanAnyIsAUsageError() {
    Run run = fuse("--restore", "--feather", "101");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a whole number from 0 to 100");
  }

  @Test
  void takesOnlyAddressesOfTheWebForArk() {
    assertThat(fuse("--base-url", "file:///etc").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhichPictureIsBrokenAndWritesNothing() throws IOException {
    Files.writeString(folder.resolve("sofa.png"), "no picture");

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("reference 1: ").hasLineCount(1);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void missesAReferenceAsItMissesAnyOption() {
    Run run = Run.of("fuse", "--photo", "p.png", "--mask", "m.png", "--out", "o");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--reference");
  }
}
