package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    Run run = Run.of("batch", "--jobs", jobs.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("5 done, 0 done before, 0 failed, in ");
    assertSame(out("1.png"), "composite", "--photo", photo, "--mask", mask, "--strict");
    assertSame(
        out("2.png"),
        "composite --convention white --brush FF0000:255".split(" "),
        "--photo",
        photo,
        "--mask",
        white);
    assertSame(
        out("3.png"),
        "restore --feather 2".split(" "),
        "--photo",
        photo,
        "--replacement",
        white,
        "--mask",
        mask);
    assertSame(out("4.jpg"), "prepare --max-side 20 --quality 50".split(" "), "--in", photo);
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
    Files.writeString(jobs, line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("1.png")));
    Path csv = folder.resolve("jobs.csv");
    Files.writeString(
        csv, "photo,mask,out,command\n" + photo + "," + mask + "," + out("1.png") + ",\n");
    Path manifest = folder.resolve("rows.jsonl");

    Run first = Run.of("batch", "--jobs", csv.toString(), "--manifest", manifest.toString());
    Run second = Run.of("batch", "--jobs", jobs.toString(), "--manifest", manifest.toString());

    assertThat(first.out()).startsWith("1 done, 0 done before");
    assertThat(second.out()).startsWith("0 done, 1 done before");
  }

  @Test
  void aFalseFlagIsOneThatIsNotGiven() throws IOException {
    Files.writeString(jobs, line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("1.png")));
    Run.of("batch", "--jobs", jobs.toString());
    Files.writeString(
        jobs,
        line("'photo':'%s','mask':'%s','out':'%s','strict':false", photo, mask, out("1.png")));

    assertThat(Run.of("batch", "--jobs", jobs.toString()).out())
        .startsWith("0 done, 1 done before");
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
    Files.writeString(
        jobs,
        "\n"
            + line(bad)
            + line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("good.png")));

    Run run = Run.of("batch", "--jobs", jobs.toString());

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
    String good = line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("good.png"));
    String other = role.equals("photo") ? "mask" : "photo";
    String bad = "'" + role + "':'%s','" + other + "':'" + mask + "','out':'%s'";
    Files.writeString(
        jobs, line(bad, pipe, out("bad.png")) + line(bad, "/dev/zero", out("worse.png")) + good);

    Run run = Run.of("batch", "--jobs", jobs.toString());

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
            + line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("1.png"))
            + line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("2.png")));

    Run run = Run.of("batch", "--jobs", jobs.toString(), "--memory", "2MB", "--workers", "3");

    assertThat(run.err()).contains("line 1: ", "2000000");
    assertThat(run.out()).startsWith("2 done, 0 done before, 1 failed");
  }

  @Test
  void jobsMayComeThroughStandardInput() {
    byte[] line =
        line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("1.png")).getBytes(UTF_8);
    String manifest = folder.resolve("rows.jsonl").toString();

    assertThat(Run.withInput(line, "batch", "--jobs", "-").exitCode()).isEqualTo(2);
    assertThat(Run.withInput(line, "batch", "--jobs", "-", "--manifest", manifest).out())
        .startsWith("1 done");
    assertThat(Run.withInput(line, "batch", "--jobs", "-", "--manifest", manifest, "--quiet").out())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--workers 0", "--workers x", "--memory 0", "--memory 900GiB", "--manifest JOBS"})
  void whatMakesNoSenseIsAUsageError(String options) throws IOException {
    Files.writeString(jobs, "");
    List<String> arguments = new ArrayList<>(List.of("batch", "--jobs", jobs.toString()));
    arguments.addAll(List.of(options.replace("JOBS", jobs.toString()).split(" ")));

    Run run = Run.of(arguments.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(options.split(" ", 2)[0]);
  }

  @Test
  void csvWhoseQuotesAreWrongIsRefusedBeforeAnythingBegins() throws IOException {
    Files.writeString(
        jobs,
        "photo,mask,out\n" + photo + "," + mask + "," + out("1.png") + "\n\"a,b," + out("2.png"));

    Run run = Run.of("batch", "--jobs", jobs.toString());

    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("jobs: a quote that is not closed", "line 2").hasLineCount(1);
    assertThat(folder.resolve("1.png")).doesNotExist();
    assertThat(folder.resolve("jobs.manifest.jsonl")).doesNotExist();
  }

  @Test
  void aManifestThatIsNoneIsLeftAsItIs() throws IOException {
    Files.writeString(jobs, line("'out':'x'"));
    Path manifest = Files.writeString(folder.resolve("jobs.manifest.jsonl"), "a letter");

    Run run = Run.of("batch", "--jobs", jobs.toString());

    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("manifest: ", manifest.toString()).hasLineCount(1);
    assertThat(manifest).hasContent("a letter");
  }

  @Test
  void aSecondBatchOnOneManifestIsRefused() throws IOException {
    Files.writeString(jobs, line("'photo':'%s','mask':'%s','out':'%s'", photo, mask, out("1.png")));
    try (Manifest first = Manifest.open(folder.resolve("jobs.manifest.jsonl"))) {
      first.read(row -> {});
      Run run = Run.of("batch", "--jobs", jobs.toString());
      assertThat(run.exitCode()).isOne();
      assertThat(run.err()).contains("another batch writes it");
    }
    assertThat(folder.resolve("1.png")).doesNotExist();
  }

  private static io.github.maskloom.examples.batch.MadeImage image(ManifestRow row) {
    return row.image().orElseThrow().image();
  }

  private void assertSame(String out, String command, String... arguments) throws IOException {
    assertSame(out, new String[] {command}, arguments);
  }

  /** The file is what the command writes by itself. */
  private void assertSame(String out, String[] command, String... arguments) throws IOException {
    Path alone = folder.resolve("alone-" + Path.of(out).getFileName());
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--out", alone.toString()));
    assertThat(Run.of(words.toArray(String[]::new)).err()).isEmpty();
    assertThat(Files.mismatch(alone, Path.of(out))).isEqualTo(-1);
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
