package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No command overwrites what it reads, whatever the path that leads there. */
class OverwriteTest {
  @TempDir Path folder;

  private Path photo;
  private byte[] before;

  @BeforeEach
  void writeImages() throws IOException {
    photo = Images.photo(folder.resolve("photo.png"));
    before = Files.readAllBytes(photo);
    Images.mask(folder.resolve("mask.png"));
    Files.copy(photo, folder.resolve("answer.png"));
    for (String name : new String[] {"photo.png", "mask.png", "answer.png"}) {
      Path file = folder.resolve(name);
      Files.createSymbolicLink(folder.resolve("link-" + name), file);
      Files.createLink(folder.resolve("hard-" + name), file);
    }
    Files.createDirectory(folder.resolve("inner"));
  }

  @ParameterizedTest
  @CsvSource({
    "composite --photo ./photo.png --mask ./mask.png, photo.png, --photo",
    "composite --photo ./photo.png --mask ./mask.png, link-photo.png, --photo",
    "composite --photo ./photo.png --mask ./mask.png, hard-photo.png, --photo",
    "composite --photo ./photo.png --mask ./mask.png, inner/../photo.png, --photo",
    "composite --photo ./link-photo.png --mask ./mask.png, photo.png, --photo",
    "composite --photo ./photo.png --mask ./mask.png, mask.png, --mask",
    "restore --photo ./photo.png --replacement ./answer.png --mask ./mask.png, link-answer.png, --repl",
    "restore --photo ./photo.png --replacement ./answer.png --mask ./mask.png, mask.png, --mask",
    "prepare --in ./photo.png, photo.png, --in",
    "prepare --in ./photo.png, hard-photo.png, --in"
  })
  void refusesAnOutputThatIsAnInput(String command, String out, String input) throws IOException {
    Run.in(folder, command + " --out ./" + out)
        .failed(2)
        .contains("--out is the same file as " + input, "never overwritten", out);
    assertThat(photo).hasBinaryContent(before);
    assertThat(folder.resolve(out)).exists();
  }
}
