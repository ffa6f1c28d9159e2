package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.Manifest;
import io.github.maskloom.examples.batch.ManifestRow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCommandTest {
  @TempDir Path folder;
  private String photo = "";
  private String mask = "";
  private Path jobs = Path.of("");

  @BeforeEach
  void drawImages() throws IOException {
    photo = Images.photo(folder.resolve("photo.png")).toString();
    mask = Images.mask(folder.resolve("mask.png")).toString();
    jobs = folder.resolve("jobs.jsonl");
  }

  @Test
  void doesWhatTheCommandsDo() throws IOException {
    String white = Images.whiteMask(folder.resolve("white.png")).toString();
    Files.writeString(
        jobs,
        line("'photo':'%s','mask':'%s','out':'%s','strict':true", photo, mask, out("1.png"))
            + line(
                "'command':'composite','photo':'%s','mask':'%s','out':'%s','convention':'white',"
                    + "'brush':'FF0000:255'",
                photo, white, out("2.png"))
            + line(
                "'command':'restore','photo':'%s','replacement':'%s','mask':'%s','out':'%s',"
                    + "'feather':2",
                photo, white, mask, out("3.png"))
            + line(
                "'command':'prepare','in':'%s','out':'%s','max-side':20,'quality':50",
                photo, out("4.jpg"))
            + line("'command':'prepare','in':'%s','out':'%s'", photo, out("5.png")));

    Run run = batch("");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("5 done, 0 done before, 0 failed, in ");
    assertSame("1.png", "composite ./photo.png ./mask.png --strict");
    assertSame("2.png", "composite ./photo.png ./white.png --convention white --brush FF0000:255");
    assertSame("3.png", "restore ./photo.png ./white.png ./mask.png --feather 2");
    assertSame("4.jpg", "prepare ./photo.png --max-side 20 --quality 50");
    List<ManifestRow> rows = rows("jobs.manifest.jsonl");
    assertThat(rows)
        .extracting(row -> image(row).strategy())
        .containsExactly("splice", "splice", "stream", "encode", "copy");
    assertThat(rows).extracting(row -> image(row).width()).containsExactly(40, 40, 40, 20, 40);
    assertThat(rows)
        .extracting(row -> image(row).coverage())
        .containsExactly(
            OptionalDouble.of(50 / 1200.0),
            OptionalDouble.of(1),
            OptionalDouble.of(50 / 1200.0),
            OptionalDouble.empty(),
            OptionalDouble.empty());
  }

  @Test
  void csvAndJsonAreOne() throws IOException {
    Files.writeString(jobs, composite("1.png"));
    Path csv = folder.resolve("jobs.csv");
    Files.writeString(
        csv, "photo,mask,out,command\n" + photo + "," + mask + "," + out("1.png") + ",\n");

    Run first = Run.in(folder, "batch ./jobs.csv --manifest ./rows.jsonl");
    Run second = batch("--manifest ./rows.jsonl");

    assertThat(first.out()).startsWith("1 done, 0 done before");
    assertThat(second.out()).startsWith("0 done, 1 done before");
  }

  @Test
  void aFalseFlagIsOneThatIsNotGiven() throws IOException {
    Files.writeString(jobs, composite("1.png"));
    batch("");
    Files.writeString(
        jobs,
        line("'photo':'%s','mask':'%s','out':'%s','strict':false", photo, mask, out("1.png")));

    assertThat(batch("").out()).startsWith("0 done, 1 done before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'photo':'PHOTO','mask':'MASK'                              | composite lacks --out
          'out':'OUT','foto':'PHOTO'                                 | composite has no option --foto
          'out':'OUT','photo':'PHOTO','mask':'MASK','quality':'high' | --quality: expected a whole number
          'out':'OUT','photo':'PHOTO','mask':'MASK','strict':'yes'   | --strict: expected true or false but got 'yes'
          'out':'OUT','photo':'PHOTO','mask':'MASK','quality':50     | --quality is for a JPEG
          'out':'OUT','photo':'PHOTO','mask':'MASK','json':true      | --json is not for a batch
          'out':'OUT','photo':'-','mask':'MASK'                      | --photo: a batch takes files only
          'out':'-','photo':'PHOTO','mask':'MASK'                    | --out: a batch takes files only
          'out':'PHOTO','photo':'PHOTO','mask':'MASK'                | --out is the same file as --photo
          'out':'JOBS','photo':'PHOTO','mask':'MASK','format':'png'  | --out is a file of the batch itself
          'out':'FOLDER','photo':'PHOTO','mask':'MASK'               | --out: not a regular file
          'out':'OUT','photo':'gone.png','mask':'MASK'               | photo: no such file: gone.png
          'out':'OUT','command':'fuse'                               | examples/queue
          'out':'OUT','command':'demo'                               | a batch does composite, restore and prepare, but not 'demo'
          'out':'OUT','command':'restore','photo':'PHOTO'            | restore lacks --replacement
          'out':'OUT\\u0000','photo':'PHOTO','mask':'MASK'           | --out: Nul character
          """)
  void aLineThatIsNoJobFailsAndTheOthersAreDone(String fields, String failure) throws IOException {
    String bad =
        fields
            .replace("PHOTO", photo)
            .replace("MASK", mask)
            .replace("OUT", out("bad.png"))
            .replace("JOBS", jobs.toString())
            .replace("FOLDER", folder.toString());
    Files.writeString(jobs, "\n" + line(bad) + composite("good.png"));

    Run run = batch("");

    assertThat(run.exitCode()).isOne();
    assertThat(run.err())
        .contains("maskloom: line 2: ", failure, "maskloom: 1 failed; run it again")
        .doesNotContain("\tat ")
        .hasLineCount(2);
    assertThat(folder.resolve("good.png")).exists();
    assertThat(folder.resolve("bad.png")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeOrADeviceAsAnImageIsRefusedAndTheOtherLinesAreDone(String role) throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(isMade(pipe), "there is no mkfifo here");
    String good = composite("good.png");
    String other = role.equals("photo") ? "mask" : "photo";
    String bad = "'" + role + "':'%s','" + other + "':'" + mask + "','out':'%s'";
    Files.writeString(
        jobs, line(bad, pipe, out("bad.png")) + line(bad, "/dev/zero", out("worse.png")) + good);

    Run run = batch("");

    assertThat(run.err())
        .contains("line 1: --" + role + ": not a regular file: " + pipe)
        .contains("line 2: --" + role + ": not a regular file: /dev/zero");
    assertThat(run.out()).startsWith("1 done");
    assertThat(folder.resolve("good.png")).exists();
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
    String wideMask = Images.emptyMask(folder.resolve("wide-mask.png"), 20_000, 8).toString();
    Files.writeString(
        jobs,
        line("'photo':'%s','mask':'%s','out':'%s'", wide, wideMask, out("wide-out.png"))
            + composite("1.png")
            + composite("2.png"));

    Run run = batch("--memory 2MB --workers 3");

    assertThat(run.err()).contains("line 1: ", "2000000");
    assertThat(run.out()).startsWith("2 done, 0 done before, 1 failed");
  }

  @Test
  void jobsMayComeThroughStandardInput() {
    byte[] line = composite("1.png").getBytes(UTF_8);
    String command = "batch --jobs - --manifest ./rows.jsonl ";

    assertThat(Run.in(folder, line, command).out()).startsWith("1 done");
    assertThat(Run.in(folder, line, command + "--quiet").out()).isEmpty();
  }

  @Test
  void moreMemoryThanThereIsIsAUsageError() throws IOException {
    Files.writeString(jobs, "");

    Run run = batch("--memory 900GiB");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--memory is more than the heap of ");
  }

  @Test
  void aSecondBatchOnOneManifestIsRefused() throws IOException {
    Files.writeString(jobs, composite("1.png"));
    try (Manifest first = Manifest.open(folder.resolve("jobs.manifest.jsonl"))) {
      first.read(row -> {});
      Run run = batch("");
      assertThat(run.exitCode()).isOne();
      assertThat(run.err()).contains("another batch writes it");
    }
    assertThat(folder.resolve("1.png")).doesNotExist();
  }

  private static MadeImage image(ManifestRow row) {
    return row.image().orElseThrow().image();
  }

  /** The file is what a command writes by itself. */
  private void assertSame(String name, String command) throws IOException {
    assertThat(Run.in(folder, command + " --out ./alone-" + name).err()).isEmpty();
    assertThat(Files.mismatch(folder.resolve("alone-" + name), folder.resolve(name))).isEqualTo(-1);
  }

  private Run batch(String more) {
    return Run.in(folder, "batch --jobs " + jobs + " " + more);
  }

  /** The line of a job that composites. */
  private String composite(String out) {
    return line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out(out));
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  /** A line of JSON with apostrophes in the place of quotes, each {@code %s} filled in turn. */
  private static String line(String fields, Object... values) {
    String text = fields;
    for (Object value : values) {
      text = text.replaceFirst("%s", Matcher.quoteReplacement(value.toString()));
    }
    return "{" + text.replace('\'', '"') + "}\n";
  }

  /** By their lines. */
  private List<ManifestRow> rows(String manifest) throws IOException {
    List<ManifestRow> rows = new ArrayList<>();
    try (Manifest file = Manifest.open(folder.resolve(manifest))) {
      file.read(rows::add);
    }
    rows.sort(Comparator.comparingLong(ManifestRow::line));
    return rows;
  }
}
