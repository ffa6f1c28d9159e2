package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private Run fuse(String more) {
    String images = "--photo ./room.jpg --mask ./mask.png --reference ./sofa.png ";
    return Run.in(folder, "fuse " + images + "--out ./made/on/demand " + more);
  }

  private BufferedImage image(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  /** A row of the photo where nothing is painted, in its result. */
  private void assertRowIsKept(int y, String result) throws IOException {
    assertThat(row(y, "made/on/demand/" + result)).isEqualTo(row(y, "room.jpg"));
  }

  private int[] row(int y, String name) throws IOException {
    BufferedImage image = image(name);
    return image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
  }

  @Test
  void standsTheFurnitureWhereTheMaskIsPainted() throws IOException {
    fuse("").done().contains("fused-1.jpg: 400x267", "all undone", "by local in ");
    assertThat(image("made/on/demand/fused-1.jpg").getRGB(238, 170))
        .isNotEqualTo(image("room.jpg").getRGB(238, 170));
    assertRowIsKept(10, "fused-1.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "result.png, '', PNG",
    "result.JPG, '', JPEG",
    "result.jfif, '', JPEG",
    "result.jpe, '', JPEG",
    "result.txt, --format png, PNG",
    "result.png, --format jpeg, JPEG"
  })
  void writesTheFileThatItIsTold(String name, String more, String format) throws IOException {
    Run.in(folder, "fuse ./room.jpg ./mask.png ./sofa.png --prompt red ./" + name + " " + more)
        .done()
        .contains("/result.", "the prompt played no part", "by local in ");

    assertThat(Run.in(folder, "inspect ./" + name).out()).contains("format       " + format);
    assertThat(row(10, name)).isEqualTo(row(10, "room.jpg"));
    assertThat(folder).isDirectoryNotContaining("glob:**/fused*");
  }

  @Test
  void saysThatAGrayJpegIsEncodedAnew() throws IOException {
    BufferedImage gray = new BufferedImage(400, 267, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(gray, "jpeg", folder.resolve("room.jpg").toFile());

    fuse("").done().contains("all undone", "each pixel may differ");
  }

  @Test
  void aFolderStaysOneWhateverItIsCalled() throws IOException {
    Files.createDirectory(folder.resolve("old.png"));
    for (String name : new String[] {"old.png", "new.png/", "v1.2"}) {
      Run.in(folder, "fuse ./room.jpg ./mask.png ./sofa.png ./" + name).done();
      assertThat(folder.resolve(name + "/fused-1.jpg")).isRegularFile();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--focus", "--focus=1.2"})
  void looksOnlyAtWhatIsPaintedAndWritesTheWholePhoto(String focus) throws IOException {
    Images.demo(folder, 1200);

    Run run = fuse(focus + " --feather 4 --format png");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(" of the photo was sent as ", "pixel for pixel")
        .contains("fused-1.png: 1200x800", "in that part, where nothing is painted", "all undone");
    assertThat(image("made/on/demand/fused-1.png").getRGB(714, 510))
        .isNotEqualTo(image("room.jpg").getRGB(714, 510));
    assertRowIsKept(300, "fused-1.png");
  }

  @Test
  void saysWhereTheWholePhotoWasSentAllTheSame() {
    assertThat(fuse("--focus").out())
        .contains("the whole photo was sent", "fused-1.jpg: 400x267", "where nothing is painted")
        .doesNotContain("in that part");
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

    Run run = fuse("--format png --fill-enclosed --grow 12 --feather-side outwards");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("strokes enclosed", "all undone");
    assertThat(image("made/on/demand/fused-1.png").getRGB(230, 150))
        .isNotEqualTo(image("room.jpg").getRGB(230, 150));
    assertRowIsKept(110 - 3 - 12 - 10, "fused-1.png");
  }

  @ParameterizedTest
  @CsvSource({"painted, 1", "white, 0", "painted-everywhere, 0"})
  void takesABlackAndWhiteMaskIfItIsMeant(String convention, int exitCode) throws IOException {
    BufferedImage white = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    white.getGraphics().fillRect(20, 15, 20, 15);
    ImageIO.write(white, "png", folder.resolve("mask.png").toFile());

    assertThat(fuse("--convention " + convention).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void writesEachImageAndAReportForPrograms() {
    Run run = fuse("--count 3 --size 200x134 --whole-answer --json");

    run.done();
    assertThat(run.compactOut())
        .contains("\"index\":2", "\"width\":200", "\"outcome\":\"SUCCEEDED\"", "fused-3.jpg");
    assertThat(out).isDirectoryContaining("glob:**/fused-3.jpg");
  }

  @Test
  void standsSeveralThingsSideBySideAndAppendsALineAboutTheCallToAJournal() throws IOException {
    fuse("--reference ./sofa.png --journal ./journal.jsonl").done();
    assertThat(folder.resolve("journal.jsonl"))
        .content()
        .contains("\"provider\":\"local\"", "\"promptCharacters\":0")
        // The preview is never measured.
        .doesNotContain("alignments");
  }

  @ParameterizedTest
  @CsvSource({"sofa.png, reference 1", "room.jpg, photo"})
  void saysWhichImageIsBrokenAndWritesNothing(String file, String called) throws IOException {
    Files.writeString(folder.resolve(file), "no image");

    fuse("").failed(1).startsWith("maskloom: " + called + ": ").contains(file).hasLineCount(1);
    assertThat(folder.resolve("made")).doesNotExist();
  }

  @Test
  void writesNoImageWhereAFolderIsInTheWayOfAnother() throws IOException {
    Files.createDirectories(out.resolve("fused-2.png"));

    fuse("--count 2")
        .failed(1)
        .contains("out: not a regular file: ", "fused-2.png")
        .hasLineCount(1);
    assertThat(out).isDirectoryNotContaining("glob:**/fused-1.*");
  }

  @Test
  void takesThePlaceOfTheImagesOfAnEarlierRun() throws IOException {
    fuse("--count 2");
    Files.writeString(out.resolve("fused-notes.txt"), "mine");

    fuse("");

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("fused-1.jpg", "fused-notes.txt");
    }
  }

  @ParameterizedTest
  @CsvSource({"--photo, room.jpg", "--mask, mask.png", "--reference, sofa.png"})
  void neverOverwritesOneOfItsImages(String option, String name) throws IOException {
    Files.createDirectories(out);
    Path earlier = Files.createLink(out.resolve("fused-2.png"), folder.resolve(name));
    byte[] before = Files.readAllBytes(earlier);

    Run fused = fuse("");
    Run noted = Run.in(folder, "fuse ./room.jpg ./mask.png ./sofa.png ./o --journal ./" + name);

    fused
        .failed(2)
        .contains(
            "an image in --out is the same file as " + option + ", which is never overwritten");
    noted.failed(2).contains("--journal is the same file as " + option);
    assertThat(earlier).hasBinaryContent(before);
  }
}
