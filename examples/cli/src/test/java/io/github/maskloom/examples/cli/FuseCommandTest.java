package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FuseCommandTest {
  @TempDir Path folder;

  private Path out;

  @BeforeEach
  void drawARoom() throws IOException {
    Images.demo(folder, 400);
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
    Run run = fuse();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("fused-1.jpg: 400x267", "all undone", "by local in ");
    BufferedImage room = ImageIO.read(folder.resolve("room.jpg").toFile());
    BufferedImage fused = ImageIO.read(out.resolve("fused-1.jpg").toFile());
    assertThat(fused.getRGB(238, 170)).isNotEqualTo(room.getRGB(238, 170));
    for (int x = 0; x < 400; x++) {
      assertThat(fused.getRGB(x, 10)).isEqualTo(room.getRGB(x, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--focus", "--focus=1.2"})
  void looksOnlyAtWhatIsPaintedAndWritesTheWholePhoto(String focus) throws IOException {
    Images.demo(folder, 1200);

    Run run = fuse(focus, "--feather", "4", "--format", "png");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(" of the photo was sent as ", "pixel for pixel")
        .contains("fused-1.png: 1200x800", "in that part, where nothing is painted", "all undone");
    BufferedImage room = ImageIO.read(folder.resolve("room.jpg").toFile());
    BufferedImage fused = ImageIO.read(out.resolve("fused-1.png").toFile());
    assertThat(fused.getRGB(714, 510)).isNotEqualTo(room.getRGB(714, 510));
    for (int x = 0; x < 1200; x++) {
      assertThat(fused.getRGB(x, 300)).isEqualTo(room.getRGB(x, 300));
    }
  }

  @Test
  void saysWhereTheWholePhotoWasSentAllTheSame() {
    Run run = fuse("--focus");

    assertThat(run.out())
        .contains("the whole photo was sent", "fused-1.jpg: 400x267", "where nothing is painted")
        .doesNotContain("in that part");
  }

  @Test
  void aFactorBelowOneIsAUsageError() {
    Run run = fuse("--focus=0.5");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--focus'", "a number from 1.0 to 20.0");
  }

  /** Into a circle goes what goes into a filled one: the furniture is where nothing is painted. */
  @Test
  void aCircleIsFilledAndGrownOnRequest() throws IOException {
    BufferedImage mask = new BufferedImage(400, 267, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(new Color(0x80_0078FF, true));
    graphics.setStroke(new BasicStroke(6));
    graphics.drawOval(170, 110, 120, 70);
    graphics.dispose();
    ImageIO.write(mask, "png", folder.resolve("mask.png").toFile());
    BufferedImage room = ImageIO.read(folder.resolve("room.jpg").toFile());

    Run run =
        fuse("--format", "png", "--fill-enclosed", "--grow", "12", "--feather-side", "outwards");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("strokes enclosed", "all undone");
    BufferedImage fused = ImageIO.read(out.resolve("fused-1.png").toFile());
    assertThat(fused.getRGB(230, 150)).isNotEqualTo(room.getRGB(230, 150));
    for (int y = 0; y < 110 - 3 - 12 - 9; y++) {
      for (int x = 0; x < 400; x++) {
        assertThat(fused.getRGB(x, y)).isEqualTo(room.getRGB(x, y));
      }
    }
  }

  @Test
  void refusesABlackAndWhiteMaskUnlessItIsMeant() throws IOException {
    Path mask = folder.resolve("mask.png");
    BufferedImage white = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    white.getGraphics().fillRect(20, 15, 20, 15);
    ImageIO.write(white, "png", mask.toFile());

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: mask: there is no transparency")
        .contains("--convention white", "--convention painted-everywhere", mask.toString())
        .hasLineCount(1);
    assertThat(out.resolve("fused-1.jpg")).doesNotExist();
    assertThat(fuse("--convention", "white").exitCode()).isZero();
    assertThat(fuse("--convention", "painted-everywhere").exitCode()).isZero();
  }

  @Test
  void writesEachImageAndAReportForPrograms() {
    Run run = fuse("--count", "3", "--size", "200x134", "--whole-answer", "--json");

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

    fuse("--journal", journal.toString());

    assertThat(Files.readString(journal))
        .contains("\"provider\":\"local\"", "\"promptCharacters\":0");
  }

  @Test
  void saysWhichProvidersThereAre() {
    Run run = fuse("--provider", "painter");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "there is no --provider 'painter', only ark, dashscope, flux, gemini, local, openai,"
                + " sd-server");
  }

  @Test
  void asksForTheKeyThatArkNeeds() {
    assumeThat(System.getenv("ARK_API_KEY")).isNull();

    Run run = fuse("--provider", "ark", "--model", "ep-1", "--base-url", "http://127.0.0.1:9/api");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("ARK_API_KEY").hasLineCount(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void aFeatherWiderThanAnyIsAUsageError() {
    Run run = fuse("--feather", "101");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a whole number from 0 to 100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc",
        "http://",
        "http://name:secret@127.0.0.1/",
        "https://127.0.0.1/api?key=1",
        "https://127.0.0.1/#top",
        "https://not_a_host/"
      })
  void takesOnlyBareAddressesOfTheWebForArk(String url) {
    Run run = fuse("--provider", "ark", "--base-url", url);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--base-url");
  }

  @Test
  void takesNoBlankModel() {
    assertThat(fuse("--provider", "ark", "--model", " ").exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhichImageIsBrokenAndWritesNothing() throws IOException {
    Files.writeString(folder.resolve("sofa.png"), "no image");

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("reference 1: ", "sofa.png").hasLineCount(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void callsThePhotoAsTheOptionDoes() throws IOException {
    Files.writeString(folder.resolve("room.jpg"), "no image");

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: photo: ")
        .contains("room.jpg")
        .doesNotContain("scene")
        .hasLineCount(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void leavesNoFolderWhereNothingIsPainted() throws IOException {
    Images.emptyMask(folder.resolve("mask.png"), 400, 267);

    assertThat(fuse().exitCode()).isEqualTo(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void writesNoImageWhereAFolderIsInTheWayOfAnother() throws IOException {
    Files.createDirectories(out.resolve("fused-2.png"));

    Run run = fuse("--count", "2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("out: not a regular file: ", "fused-2.png").hasLineCount(1);
    assertThat(out).isDirectoryNotContaining("glob:**/fused-1.*");
  }

  @Test
  void takesThePlaceOfTheImagesOfAnEarlierRun() throws IOException {
    fuse("--count", "2");
    Files.writeString(out.resolve("fused-notes.txt"), "mine");

    fuse();

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("fused-1.jpg", "fused-notes.txt");
    }
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve("made"), "a file");

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("out: not a folder: " + folder.resolve("made")).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere/journal.jsonl", "."})
  void saysThatAJournalCannotBeKeptBeforeItAsks(String journal) {
    Run run = fuse("--journal", folder.resolve(journal).toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("maskloom: journal: ").hasLineCount(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"--model, ep-1, --provider ark", "--base-url, http://127.0.0.1:9, --provider ark"})
  void anOptionThatWouldDoNothingIsAUsageError(String option, String value, String lacking) {
    Run run = fuse(option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + " is of use only with " + lacking);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--feather, --feather=5",
    "--grow, --grow=5",
    "--feather-side, --feather-side=outwards",
    "--focus, --focus",
    "--match-color, --match-color"
  })
  void howToRestoreIsNotSaidOfAWholeAnswer(String option, String given) {
    Run run = fuse(given, "--whole-answer");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + " is of no use with --whole-answer");
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void wordsThatThePreviewIgnoresAreAUsageError() {
    Run run = fuse("--prompt", "a red one");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--prompt is of no use with --provider local, which takes no words");
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void aLinkThatThePreviewCannotFetchIsAUsageError() {
    Run run = fuse("--reference", "https://pictures.example/sofa.png");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--reference: --provider local fetches no links, only files:"
                + " https://pictures.example/sofa.png");
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://pictures.example/sofa.png", "https:///sofa.png", "https://a b"})
  void aLinkThatNobodyFetchesIsAUsageError(String link) {
    Run run = fuse("--provider", "ark", "--reference", link);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--reference", "a file, or an address that begins with http");
  }

  @Test
  void aLinkIsPassedOnToAProviderThatFetchesIt() {
    assumeThat(System.getenv("ARK_API_KEY")).isNull();

    Run run = fuse("--provider", "ark", "--reference", "https://pictures.example/sofa.png");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("ARK_API_KEY").hasLineCount(1);
  }

  @Test
  void namesTheSizesThatAreKnown() {
    Run run = fuse("--size", "banana");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: the size banana is not known; known are 1K, 2K, 4K and pixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--photo", "--mask", "--reference"})
  void neverOverwritesOneOfItsImagesWithAFusedOne(String option) throws IOException {
    Files.createDirectories(out);
    Path earlier = Files.createLink(out.resolve("fused-2.png"), picture(option));
    byte[] before = Files.readAllBytes(earlier);

    Run run = fuse();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "an image in --out is the same file as " + option + ", which is never overwritten");
    assertThat(earlier).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--photo", "--mask", "--reference"})
  void neverAppendsAJournalToOneOfItsImages(String option) throws IOException {
    byte[] before = Files.readAllBytes(picture(option));

    Run run = fuse("--journal", picture(option).toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--journal is the same file as " + option);
    assertThat(picture(option)).hasBinaryContent(before);
  }

  private Path picture(String option) {
    return folder.resolve(
        switch (option) {
          case "--photo" -> "room.jpg";
          case "--mask" -> "mask.png";
          default -> "sofa.png";
        });
  }

  @Test
  void aFusedImageKeepsTheModeOfTheOneThatItReplaces() throws IOException {
    fuse();
    Path file = out.resolve("fused-1.jpg");
    assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(fuse().exitCode()).isZero();

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x0", "99999999999x1", "1024X768", "1024x", "-1x5"})
  void aSizeThatIsNoneIsAUsageError(String size) {
    Run run = fuse("--size=" + size);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a name such as 2K, or WxH", "'" + size + "'");
  }

  @Test
  void missesAReferenceAsItMissesAnyOption() {
    Run run = Run.of("fuse", "--photo", "p.png", "--mask", "m.png", "--out", "o");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--reference");
  }
}
