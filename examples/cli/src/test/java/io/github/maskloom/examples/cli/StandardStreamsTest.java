package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that come through standard input and go to standard output. */
class StandardStreamsTest {
  @TempDir Path folder;

  private byte[] photo = {};
  private byte[] mask = {};

  @BeforeEach
  void writeImages() throws IOException {
    photo = Files.readAllBytes(Images.photo(folder.resolve("photo.png")));
    mask = Files.readAllBytes(Images.mask(folder.resolve("mask.png")));
  }

  @ParameterizedTest
  @CsvSource({"-, -", "/dev/stdin, /dev/stdout"})
  void compositesFromOneToTheOther(String in, String out) throws IOException {
    Run.in(folder, "composite ./photo.png ./mask.png ./out.png");
    byte[] expected = Files.readAllBytes(folder.resolve("out.png"));

    for (Run run :
        List.of(
            Run.in(folder, photo, "composite " + in + " ./mask.png " + out),
            Run.in(folder, mask, "composite ./photo.png " + in + " " + out))) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.bytes()).isEqualTo(expected);
      assertThat(run.err()).contains("standard output: 40x30", "50 pixels");
    }
  }

  @Test
  void aReportForProgramsGoesWhereTheImageDoesNot() {
    Run run = Run.in(folder, photo, "composite - ./mask.png - --json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G').endsWith(0xAE, 0x42, 0x60, 0x82);
    assertThat(run.err().strip()).startsWith("{").endsWith("}");
  }

  @ParameterizedTest
  @CsvSource({
    "restore - ./photo.png ./mask.png -, standard output: 40x30",
    "restore ./photo.png - ./mask.png -, standard output: 40x30",
    "prepare - - --max-side 20, standard output: 20x15",
    "fuse - ./mask.png ./photo.png -, by local in ",
    "fuse ./photo.png ./mask.png - -, by local in "
  })
  void aPhotoComesFromOneAndAnImageGoesToTheOther(String line, String said) {
    Run run = Run.in(folder, photo, line);

    assertThat(run.err()).contains("standard output: ", said);
    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/dev/stdin", "./photo.png"})
  void whatItIsIsToldAndWrittenAsADataUrl(String name) {
    assertThat(Run.in(folder, photo, "inspect " + name).out())
        .contains("format       PNG", "size         40x30");
    assertThat(Run.in(folder, photo, "data-url " + name).out())
        .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(photo) + "\n");
  }

  @Test
  void aBrokenImageIsCalledStandardInput() {
    Run run = Run.in(folder, new byte[] {'n', 'o'}, "composite - ./mask.png -");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("maskloom: photo: ").contains("(standard input)");
    assertThat(run.bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite ./photo.png ./mask.png -",
        "prepare ./photo.png -",
        "data-url ./photo.png"
      })
  void standardOutputThatIsFullIsNamed(String line) {
    Run run = Run.writing(InputStream.nullInputStream(), full(), Run.words(folder, line));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("maskloom: No space left on device: standard output");
  }

  /** A stream that takes nothing. */
  static OutputStream full() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("No space left on device");
      }
    };
  }

  @Test
  void standardInputThatFailsIsNamed() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("Input/output error");
          }
        };
    String[] words = Run.words(folder, "composite - ./mask.png -");

    Run run = Run.writing(broken, OutputStream.nullOutputStream(), words);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("maskloom: standard input: Input/output error");
  }
}
