package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.Manifest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCommandTest {
  private static final String COMPOSITE =
      "{'photo':'./photo.png','mask':'./mask.png','out':'./1.png'}\n";

  @TempDir Path folder;

  @BeforeEach
  void drawImages() throws IOException {
    Images.photo(folder.resolve("photo.png"));
    Images.mask(folder.resolve("mask.png"));
    Images.whiteMask(folder.resolve("white.png"));
  }

  /** A batch of lines whose files {@code ./name} are in the folder, with apostrophes for quotes. */
  private Run batch(String lines, String more) throws IOException {
    Files.writeString(folder.resolve("jobs.jsonl"), inFolder(lines));
    return Run.in(folder, "batch --jobs ./jobs.jsonl " + more);
  }

  private String inFolder(String lines) {
    return lines.replace('\'', '"').replace("./", folder + "/");
  }

  @Test
  void doesWhatTheCommandsDo() throws IOException {
    Run run =
        batch(
            """
            {'photo':'./photo.png','mask':'./mask.png','out':'./1.png','strict':true}
            {'command':'composite','photo':'./photo.png','mask':'./white.png','out':'./2.png','convention':'white','brush':'FF0000:255'}
            {'command':'restore','photo':'./photo.png','replacement':'./white.png','mask':'./mask.png','out':'./3.png','feather':2}
            {'command':'prepare','in':'./photo.png','out':'./4.jpg','max-side':20,'quality':50}
            {'command':'prepare','in':'./photo.png','out':'./5.png'}
            """,
            "");

    run.done().startsWith("5 done, 0 done before, 0 failed, in ");
    assertSame("1.png", "composite ./photo.png ./mask.png --strict");
    assertSame("2.png", "composite ./photo.png ./white.png --convention white --brush FF0000:255");
    assertSame("3.png", "restore ./photo.png ./white.png ./mask.png --feather 2");
    assertSame("4.jpg", "prepare ./photo.png --max-side 20 --quality 50");
    assertThat(rows())
        .containsExactly(
            "1 40 " + 50 / 1200.0 + " splice",
            "2 40 1.0 splice",
            "3 40 " + 50 / 1200.0 + " stream",
            "4 20 - encode",
            "5 40 - copy");
  }

  @Test
  void csvAndJsonAreOneAndAFalseFlagIsOneThatIsNotGiven() throws IOException {
    Files.writeString(
        folder.resolve("jobs.csv"),
        inFolder("photo,mask,out,command\n./photo.png,./mask.png,./1.png,\n"));
    String off = COMPOSITE.replace("}", ",'strict':false}");

    assertThat(Run.in(folder, "batch ./jobs.csv --manifest ./rows.jsonl").out())
        .startsWith("1 done, 0 done before");
    for (String line : List.of(COMPOSITE, off)) {
      assertThat(batch(line, "--manifest ./rows.jsonl").out()).startsWith("0 done, 1 done before");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'photo':'./photo.png','mask':'./mask.png'                                     | composite lacks --out
          'out':'./bad.png','foto':'./photo.png'                                        | composite has no option --foto
          'out':'./bad.png','photo':'./photo.png','mask':'./mask.png','quality':'high'  | --quality: expected a whole number
          'out':'./bad.png','photo':'./photo.png','mask':'./mask.png','strict':'yes'    | --strict: expected true or false but got 'yes'
          'out':'./bad.png','photo':'./photo.png','mask':'./mask.png','quality':50      | --quality is for a JPEG
          'out':'./bad.png','photo':'./photo.png','mask':'./mask.png','json':true       | --json is not for a batch
          'out':'./bad.png','photo':'-','mask':'./mask.png'                             | --photo: a batch takes files only
          'out':'-','photo':'./photo.png','mask':'./mask.png'                           | --out: a batch takes files only
          'out':'./photo.png','photo':'./photo.png','mask':'./mask.png'                 | --out is the same file as --photo
          'out':'./jobs.jsonl','photo':'./photo.png','mask':'./mask.png','format':'png' | --out is a file of the batch itself
          'out':'./.','photo':'./photo.png','mask':'./mask.png'                         | --out: not a regular file
          'out':'./bad.png','photo':'gone.png','mask':'./mask.png'                      | photo: no such file: gone.png
          'out':'./bad.png','command':'fuse'                                            | examples/queue
          'out':'./bad.png','command':'demo'                                            | a batch does composite, restore and prepare, but not 'demo'
          'out':'./bad.png','command':'restore','photo':'./photo.png'                   | restore lacks --replacement
          'out':'./bad.png\\u0000','photo':'./photo.png','mask':'./mask.png'            | --out: Nul character
          """)
  void aLineThatIsNoJobFailsAndTheOthersAreDone(String fields, String failure) throws IOException {
    Run run = batch("\n{" + fields + "}\n" + COMPOSITE, "");

    run.failed(1)
        .contains("maskloom: line 2: ", failure, "maskloom: 1 failed; run it again")
        .doesNotContain("\tat ")
        .hasLineCount(2);
    assertThat(folder.resolve("1.png")).exists();
    assertThat(folder.resolve("bad.png")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeOrADeviceAsAnImageIsRefusedAndTheOtherLinesAreDone(String role) throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isMade(pipe), "there is no mkfifo here");
    String other = role.equals("photo") ? "mask" : "photo";
    String bad = "{'%s':'%s','%s':'./mask.png','out':'./bad.png'}\n";

    Run run =
        batch(
            bad.formatted(role, pipe, other)
                + bad.formatted(role, "/dev/zero", other).replace("bad", "worse")
                + COMPOSITE,
            "");

    assertThat(run.err())
        .contains("line 1: --" + role + ": not a regular file: " + pipe)
        .contains("line 2: --" + role + ": not a regular file: /dev/zero");
    assertThat(run.out()).startsWith("1 done");
    assertThat(folder.resolve("1.png")).exists();
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aJobThatNeedsMoreThanTheWholeBudgetFailsAlone() throws IOException {
    Path wide = folder.resolve("wide.png");
    ImageIO.write(new BufferedImage(20_000, 8, BufferedImage.TYPE_INT_RGB), "png", wide.toFile());
    Images.emptyMask(folder.resolve("wide-mask.png"), 20_000, 8);
    String large = "{'photo':'./wide.png','mask':'./wide-mask.png','out':'./wide-out.png'}\n";

    Run run =
        batch(large + COMPOSITE + COMPOSITE.replace("1.png", "2.png"), "--memory 2MB --workers 3");

    assertThat(run.err()).contains("line 1: ", "2000000");
    assertThat(run.out()).startsWith("2 done, 0 done before, 1 failed");
  }

  @Test
  void jobsMayComeThroughStandardInput() {
    byte[] line = inFolder(COMPOSITE).getBytes(UTF_8);
    String command = "batch --jobs - --manifest ./rows.jsonl ";

    assertThat(Run.in(folder, line, command).out()).startsWith("1 done");
    assertThat(Run.in(folder, line, command + "--quiet").out()).isEmpty();
  }

  @Test
  void moreMemoryThanThereIsIsAUsageError() throws IOException {
    batch("", "--memory 900GiB").failed(2).contains("--memory is more than the heap of ");
  }

  @Test
  void aSecondBatchOnOneManifestIsRefused() throws IOException {
    try (Manifest first = Manifest.open(folder.resolve("jobs.manifest.jsonl"))) {
      first.read(row -> {});
      batch(COMPOSITE, "").failed(1).contains("another batch writes it");
    }
    assertThat(folder.resolve("1.png")).doesNotExist();
  }

  /** The file is what a command writes by itself. */
  private void assertSame(String name, String command) throws IOException {
    assertThat(Run.in(folder, command + " --out ./alone-" + name).err()).isEmpty();
    assertThat(folder.resolve("alone-" + name)).hasSameBinaryContentAs(folder.resolve(name));
  }

  /** What the manifest says of each image: line, width, coverage and strategy. */
  private List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Manifest file = Manifest.open(folder.resolve("jobs.manifest.jsonl"))) {
      file.read(
          row -> {
            MadeImage image = row.image().orElseThrow().image();
            OptionalDouble coverage = image.coverage();
            String share = coverage.isPresent() ? String.valueOf(coverage.getAsDouble()) : "-";
            rows.add(row.line() + " " + image.width() + " " + share + " " + image.strategy());
          });
    }
    Collections.sort(rows);
    return rows;
  }
}
