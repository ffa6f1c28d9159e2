package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeCommandTest {
  private final Path folder;
  private final Path photo;
  private final Path mask;
  private Path out;

  CompositeCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo = Images.photo(folder.resolve("photo.png"));
    mask = Images.mask(folder.resolve("mask.png"));
    out = folder.resolve("out.png");
  }

  @Test
  void paintsTheMaskOverThePhotoAndSaysSo() throws IOException {
    Run run = composite();
    run.done();
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getRGB(4, 6)).isEqualTo(0xFF_316EB1);
    assertThat(picture.getRGB(3, 6)).isEqualTo(0xFF_646464);
    assertThat(run.out())
        .contains("out.png: 40x30", "50 pixels (4.17 %) painted, 10x5 at (4, 6), alpha mostly 128");
  }

  @Test
  void severalPhotosGoIntoAFolder() throws IOException {
    Images.photo(folder.resolve("other.png"));

    Run.in(folder, "composite ./photo.png ./none.png ./other.png ./mask.png ./painted")
        .failed(1)
        .contains("no such file", "none.png")
        .hasLineCount(1);
    assertThat(filesIn(folder.resolve("painted")))
        .containsExactlyInAnyOrder("photo.png", "other.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite ./photo.png ./mask.png",
        "prepare ./photo.png",
        "restore ./photo.png ./photo.png ./mask.png"
      })
  void oneImageGoesIntoAFolderThatIsMadeIfItIsWrittenAsOne(String line) {
    assertThat(Run.in(folder, line + " ./made/here/").err()).isEmpty();
    assertThat(folder.resolve("made/here/photo.png")).isRegularFile();
  }

  @Test
  void anImageGoesIntoAFolderUnderTheNameOfItsFormat() throws IOException {
    Files.createDirectory(folder.resolve("painted"));

    Run.in(folder, "composite --format jpeg ./photo.png ./mask.png ./painted").done();
    assertThat(formatOf(folder.resolve("painted/photo.jpg"))).isEqualTo("JPEG");
  }

  @Test
  void aMaskMayBeADataUrlWhichIsNotRepeated() throws IOException {
    composite();
    byte[] expected = Files.readAllBytes(out);
    String url = Run.in(folder, "data-url ./mask.png").out().strip();

    Run run = Run.in(folder, "composite ./photo.png ./out.png --mask " + url);
    Run broken = Run.in(folder, "composite ./photo.png ./out.png --mask " + url.substring(0, 90));

    run.done();
    assertThat(out).hasBinaryContent(expected);
    broken.failed(1).contains("mask: ", "(data URL)").doesNotContain("base64,");
  }

  @Test
  void saysNothingIfItIsToBeQuiet() {
    assertThat(composite("-q").out()).isEmpty();
    assertThat(composite("--quiet", "--json").out()).startsWith("{");
    assertThat(composite("--quiet", "--fit", "exact", "--convention", "white").err()).isEmpty();
  }

  @Test
  void theReportIsJsonOnRequest() throws IOException {
    Run run = composite("--json");

    run.done();
    assertThat(run.compactOut())
        .contains("\"geometry\":{\"width\":40,\"height\":30,", "\"paintedPixels\":50")
        .contains("\"boundingBox\":{\"x\":4,\"y\":6,\"width\":10,\"height\":5}")
        .contains("\"meanAlpha\":128.0", "\"dominantAlpha\":128", "\"strategy\":\"splice\"")
        .contains("\"output\":" + Files.size(out), "\"coverage\":" + 50.0 / 1200)
        .containsPattern("\"elapsedMillis\":\\d+.*\"peakHeapBytes\":[1-9]");
  }

  @Test
  void fillsWhatStrokesEncloseOnRequest() throws IOException {
    Images.frame(mask);

    assertThat(composite().out()).contains("26 pixels").doesNotContain("enclosed");
    Run run = composite("--fill-enclosed", "--brush", "00FF00:255");

    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getRGB(6, 8)).isEqualTo(0xFF_00FF00);
    assertThat(picture.getRGB(3, 6)).isEqualTo(0xFF_646464);
    assertThat(run.out()).contains("50 pixels", "strokes enclosed 24 pixels of the mask");
    assertThat(composite("--fill-enclosed", "--json").compactOut()).contains("\"filledPixels\":24");
  }

  @Test
  void aPhotoThatIsCutIsRefusedUnlessItMayLackRows() throws IOException {
    Images.noise(photo);
    Images.cut(photo, 2_000);
    assertFailed(composite(), "the file ends too early", "photo.png");

    Run text = composite("--lenient");
    Run json = composite("--lenient", "--json");

    text.done().containsPattern("; [12]?[0-9] rows are missing, as the file is damaged");
    assertThat(json.compactOut()).containsPattern("\"missingRows\":[12]?[0-9],");
  }

  @Test
  void aBlackAndWhiteMaskIsRefusedAndTheOldFileStays() throws IOException {
    Files.writeString(out, "old");
    Images.whiteMask(mask);

    composite()
        .failed(1)
        .startsWith("maskloom: mask: there is no transparency")
        .contains("--convention white", "--convention painted-everywhere", mask.toString())
        .doesNotContain("MaskConvention")
        .hasLineCount(1);
    assertThat(out).hasContent("old");
    assertThat(filesIn(folder)).containsExactlyInAnyOrder("photo.png", "mask.png", "out.png");
  }

  /** What a pixel becomes that is painted half, or by a mask without colors. */
  @ParameterizedTest
  @CsvSource({
    "mask, --rounding half-up, FF326EB2",
    "mask, --blend multiply, FF314964",
    "mask, --window-rows 1, FF316EB1",
    "mask, --window-rows 7 --threads 3, FF316EB1",
    "white, --convention white --brush FF0000:255, FFFF0000",
    "white, --convention painted-everywhere, FFFFFFFF",
    "tall, --fit stretch, FF646464"
  })
  void paintsAsItIsTold(String name, String options, String painted) throws IOException {
    Images.whiteMask(folder.resolve("white.png"));
    Images.emptyMask(folder.resolve("tall.png"), 6, 8);

    Run run =
        Run.in(folder, "composite ./photo.png ./out.png --mask=./" + name + ".png " + options);

    assertThat(run.err()).isEmpty();
    assertThat(run.out().contains("nothing is painted")).isEqualTo(name.equals("tall"));
    assertThat(ImageIO.read(out.toFile()).getRGB(4, 6))
        .isEqualTo(Integer.parseUnsignedInt(painted, 16));
  }

  /** A gray photo may take on color, whatever the mask holds. */
  @Test
  void doesNotCallAJpegUnchangedThatIsEncodedAnew() throws IOException {
    BufferedImage gray = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(gray, "jpeg", photo.toFile());
    Images.emptyMask(mask, 40, 30);
    out = folder.resolve("out.jpg");

    composite().done().contains("each pixel may differ").doesNotContain("unchanged");
  }

  @Test
  void onePixelIsOne() throws IOException {
    Images.emptyMask(photo, 1, 1);
    Images.emptyMask(mask, 1, 1);

    composite("--convention", "transparent").done().contains("1 pixel (100.0 %) painted");
  }

  @Test
  void theNameOfTheOutputChoosesJpegUnlessAFormatIsGiven() throws IOException {
    out = folder.resolve("out.JPG");
    composite("--quality", "100");
    long fine = Files.size(out);
    composite("--quality", "5");

    assertThat(formatOf(out)).isEqualTo("JPEG");
    assertThat(Files.size(out)).isLessThan(fine);
    composite("--format", "png");
    assertThat(formatOf(out)).isEqualTo("PNG");
  }

  private Run composite(String... more) {
    return Run.in(folder, "composite --photo ./photo.png -m ./mask.png -o " + out, more);
  }

  private void assertFailed(Run run, String... words) throws IOException {
    run.failed(1).startsWith("maskloom: ").contains(words).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(filesIn(folder)).containsExactlyInAnyOrder("photo.png", "mask.png");
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static String formatOf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes[0] == (byte) 0xFF ? "JPEG" : new String(bytes, 1, 3, US_ASCII);
  }
}
