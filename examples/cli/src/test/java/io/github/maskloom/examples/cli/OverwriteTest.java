package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image may replace what it is made of, whatever the path that leads there. */
class OverwriteTest {
  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    Path photo = Images.noise(folder.resolve("photo.png"));
    Images.mask(folder.resolve("mask.png"));
    Images.photo(folder.resolve("answer.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), photo);
    Files.createDirectory(folder.resolve("inner"));
  }

  @ParameterizedTest
  @CsvSource({
    "composite --in-place ./photo.png ./mask.png, photo.png",
    "composite --in-place ./photo.png ./mask.png, link.png",
    "composite --in-place ./link.png ./mask.png, inner/../photo.png",
    "restore --in-place ./photo.png ./answer.png ./mask.png, photo.png",
    "prepare --in-place --max-side 20 ./photo.png, link.png",
    "fuse --in-place ./photo.png ./mask.png ./answer.png, photo.png"
  })
  void aResultMayTakeThePlaceOfItsPhoto(String line, String out) throws IOException {
    Run.in(folder, line + " ./other.png").done();
    byte[] expected = Files.readAllBytes(folder.resolve("other.png"));

    Run.in(folder, line + " ./" + out).done();

    assertThat(folder.resolve(out)).hasBinaryContent(expected);
    assertThat(folder.resolve("link.png")).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite ./photo.png ./mask.png ./photo.png",
        "composite ./link.png ./mask.png ./inner/../photo.png",
        "composite ./photo.png ./answer.png ./mask.png .//",
        "restore ./photo.png ./answer.png ./mask.png ./link.png",
        "prepare --max-side 20 ./photo.png ./photo.png",
        "fuse ./photo.png ./mask.png ./answer.png ./inner/../photo.png"
      })
  void aPhotoIsPaintedOverOnlyIfThatIsAskedFor(String line) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("photo.png"));

    Run.in(folder, line).failed(2).contains("overwritten only with --in-place");

    assertThat(folder.resolve("photo.png")).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite ./photo.png ./mask.png ./mask.png",
        "restore ./photo.png ./answer.png ./mask.png ./answer.png",
        "fuse ./photo.png ./mask.png ./answer.png ./answer.png"
      })
  void nothingElseThatItIsMadeFromIsReplaced(String line) throws IOException {
    Run.in(folder, line).failed(2).contains("--out is the same file as", "never overwritten");
  }

  @Test
  void aFailureLeavesThePhotoAsItWas() throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("photo.png"));
    Images.cut(folder.resolve("mask.png"), 60);

    Run.in(folder, "composite --in-place ./photo.png ./mask.png ./photo.png")
        .failed(1)
        .contains("mask");

    assertThat(folder.resolve("photo.png")).hasBinaryContent(before);
  }

  @ParameterizedTest
  @CsvSource({"mask.png, answer.png", "photo.png, mask.png"})
  void noneOfSeveralTakesThePlaceOfTheMaskOfTheNext(String one, String other) throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("mask.png"));

    Run.in(folder, "composite ./" + one + " ./" + other + " ./mask.png .//")
        .failed(2)
        .contains("an image in --out is the same file as --mask, which is never overwritten");

    assertThat(folder.resolve("mask.png")).hasBinaryContent(before);
  }
}
