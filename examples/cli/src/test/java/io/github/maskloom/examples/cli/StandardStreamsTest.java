package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that come through standard input and go to standard output. */
class StandardStreamsTest {
  @TempDir Path folder;

  private String photo;
  private String mask;
  private byte[] photoBytes;
  private byte[] maskBytes;

  @BeforeEach
  void writeImages() throws IOException {
    photo = Images.photo(folder.resolve("photo.png")).toString();
    mask = Images.mask(folder.resolve("mask.png")).toString();
    photoBytes = Files.readAllBytes(Path.of(photo));
    maskBytes = Files.readAllBytes(Path.of(mask));
  }

  @ParameterizedTest
  @CsvSource({"-, -", "/dev/stdin, /dev/stdout"})
  void compositesFromOneToTheOther(String in, String out) throws IOException {
    Path file = folder.resolve("out.png");
    Run.of("composite", "--photo", photo, "--mask", mask, "--out", file.toString());

    Run ofPhoto =
        Run.withInput(photoBytes, "composite", "--photo", in, "--mask", mask, "--out", out);
    Run ofMask =
        Run.withInput(maskBytes, "composite", "--photo", photo, "--mask", in, "--out", out);

    for (Run run : new Run[] {ofPhoto, ofMask}) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.bytes()).isEqualTo(Files.readAllBytes(file));
      assertThat(run.err()).contains("standard output: 40x30", "50 pixels");
    }
  }

  @Test
  void aReportForProgramsGoesWhereTheImageDoesNot() {
    Run run =
        Run.withInput(
            photoBytes, "composite", "--photo", "-", "--mask", mask, "--out", "-", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G').endsWith(0xAE, 0x42, 0x60, 0x82);
    assertThat(run.err().strip()).startsWith("{").endsWith("}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--photo", "--replacement", "--mask"})
  void restoresWhicheverImageComesThroughStandardInput(String option) {
    String[] args = {
      "restore", "--photo", photo, "--replacement", photo, "--mask", mask, "--out", "-"
    };
    for (int i = 1; i < args.length; i += 2) {
      args[i + 1] = args[i].equals(option) ? "-" : args[i + 1];
    }

    Run run = Run.withInput(option.equals("--mask") ? maskBytes : photoBytes, args);

    assertThat(run.err()).contains("standard output: 40x30");
    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void preparesFromOneToTheOther() {
    Run run = Run.withInput(photoBytes, "prepare", "--in", "-", "--out", "-", "--max-side", "20");

    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(run.err()).startsWith("standard output: 20x15");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/dev/stdin"})
  void inspectsStandardInput(String name) {
    Run run = Run.withInput(photoBytes, "inspect", name);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("format       PNG", "size         40x30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/dev/stdin"})
  void writesADataUrlOfStandardInput(String name) {
    Run run = Run.withInput(photoBytes, "data-url", name);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            "data:image/png;base64," + Base64.getEncoder().encodeToString(photoBytes) + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "composite --photo - --mask - --out o.png, --photo and --mask",
    "composite --photo - --mask /dev/stdin --out o.png, --photo and --mask",
    "restore --photo p --replacement - --mask - --out o.png, --replacement and --mask",
    "restore --photo - --replacement - --mask m --out o.png, --photo and --replacement"
  })
  void twoImagesCannotBothBeStandardInput(String line, String both) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(both + " cannot both be standard input");
  }

  @Test
  void aBrokenImageIsCalledStandardInput() {
    Run run =
        Run.withInput(
            "no image".getBytes(US_ASCII),
            "composite",
            "--photo",
            "-",
            "--mask",
            mask,
            "--out",
            "-");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("maskloom: photo: ").contains("(standard input)");
    assertThat(run.bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite --photo PHOTO --mask MASK --out -",
        "prepare --in PHOTO --out -",
        "data-url PHOTO"
      })
  void standardOutputThatIsFullIsNamed(String line) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = line.replace("PHOTO", photo).replace("MASK", mask).split(" ");

    int exitCode = Run.execute(InputStream.nullInputStream(), new FullOutput(), err, args);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines("maskloom: No space left on device: standard output");
  }

  @Test
  void standardInputThatFailsIsNamed() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };

    int exitCode =
        Run.execute(
            broken,
            OutputStream.nullOutputStream(),
            err,
            "composite",
            "--photo",
            "-",
            "--mask",
            mask,
            "--out",
            "-");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("maskloom: standard input: Input/output error");
  }

  @ParameterizedTest
  @CsvSource({"fuse - MASK PHOTO -", "fuse PHOTO MASK - -"})
  void fusesFromOneToTheOther(String line) {
    String[] args = line.replace("PHOTO", photo).replace("MASK", mask).split(" ");

    Run run = Run.withInput(photoBytes, args);

    assertThat(run.err()).contains("standard output: 40x30", "by local in ");
    assertThat(run.exitCode()).isZero();
    assertThat(run.bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @ParameterizedTest
  @CsvSource({
    "fuse - - r out, only one image can be standard input",
    "fuse p m r - --count 2, '--out is standard output, which takes one image, not 2'"
  })
  void whatStandardStreamsCannotTakeIsAUsageError(String line, String message) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  private static final class FullOutput extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
