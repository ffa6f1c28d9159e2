package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {
  private final Path photo;
  private final Path mask;
  private final Path folder;
  private Path out;

  RestoreCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo = Images.photo(folder.resolve("photo.png"));
    mask = Images.mask(folder.resolve("mask.png"));
    Images.whiteMask(folder.resolve("answer.png"));
    out = folder.resolve("out.png");
  }

  @Test
  void keepsOfTheAnswerOnlyWhatIsPainted() throws IOException {
    Run run = restore("--feather", "0");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getRGB(4, 6)).isEqualTo(0xFF_FFFFFF);
    assertThat(picture.getRGB(3, 6)).isEqualTo(0xFF_646464);
    assertThat(run.out())
        .contains("out.png: 40x30", "50 pixels (4.17 %) painted", "the replacement was 40x30")
        .contains("100.0 % of the pixels, 100.0 % visibly, by 155.0 of 255");
  }

  @Test
  void theEdgeIsMixedUnlessToldOtherwise() throws IOException {
    restore();
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getRGB(8, 8) & 0xFF).isStrictlyBetween(0x64, 0xFF);
    assertThat(picture.getRGB(4, 6) & 0xFF).isLessThan(picture.getRGB(8, 8) & 0xFF);
  }

  @Test
  void theAnswerMayStandForARegion() throws IOException {
    Run run = restore("--feather", "0", "--region", "2,4,6,20");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("; in the region, where nothing is painted it had changed");
    BufferedImage image = ImageIO.read(out.toFile());
    assertThat(image.getRGB(7, 6)).isEqualTo(0xFF_FFFFFF);
    assertThat(image.getRGB(8, 6)).isEqualTo(0xFF_646464);
  }

  @Test
  void colorsAreMatchedOnRequestOrItIsSaidWhyNot() throws IOException {
    Run run = restore("--feather", "0", "--match-color");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("its colors were not matched: there is too little");
    assertThat(restore("--match-color", "--json").out())
        .contains("\"outcome\" : \"too-little-ring\"", "\"conversion\" : \"none\"");
    assertThat(restore("--feather", "0").out()).doesNotContain("its colors");
  }

  @Test
  void whatIsPaintedGrowsOnRequest() throws IOException {
    Run run = restore("--feather", "0", "--grow", "2");

    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getRGB(2, 6)).isEqualTo(0xFF_FFFFFF);
    assertThat(picture.getRGB(2, 4)).isEqualTo(0xFF_646464);
    assertThat(picture.getRGB(1, 6)).isEqualTo(0xFF_646464);
    assertThat(run.out()).contains("50 pixels", "114 pixels may have changed");
  }

  @Test
  void theEdgeLiesWhereItIsSaidTo() throws IOException {
    for (String side : new String[] {"inwards", "centered", "outwards"}) {
      Run run = restore("--feather", "2", "--feather-side", side, "--json");

      assertThat(run.exitCode()).isZero();
      BufferedImage picture = ImageIO.read(out.toFile());
      assertThat(picture.getRGB(4, 8) == 0xFF_FFFFFF).isEqualTo(side.equals("outwards"));
      assertThat(picture.getRGB(3, 8) == 0xFF_646464).isEqualTo(side.equals("inwards"));
      assertThat(picture.getRGB(2, 8) == 0xFF_646464).isEqualTo(!side.equals("outwards"));
      assertThat(run.out()).contains("\"changeablePixels\"");
    }
  }

  @Test
  void whatStrokesEncloseIsReplacedOnRequest() throws IOException {
    Images.frame(mask);

    restore("--feather", "0");
    assertThat(ImageIO.read(out.toFile()).getRGB(6, 8)).isEqualTo(0xFF_646464);
    restore("--feather", "0", "--fill-enclosed");
    assertThat(ImageIO.read(out.toFile()).getRGB(6, 8)).isEqualTo(0xFF_FFFFFF);
  }

  @Test
  void theReportIsJsonOnRequest() throws IOException {
    Run run = restore("--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("\"strategy\" : \"stream\"", "\"paintedPixels\" : 50", "\"unpainted\" : 1150")
        .contains("\"visiblyChanged\" : 1150", "\"meanDifference\" : 155.0")
        .contains("\"output\" : " + Files.size(out));
  }

  @Test
  void withoutComparingThePhotoIsSpliced() throws IOException {
    Run run = restore("--no-compare", "--json");
    assertThat(run.out()).contains("\"strategy\" : \"splice\"").doesNotContain("unpainted");
  }

  @Test
  void aJpegThatStaysOneIsComparedByBlocksUnlessPixelsAreAskedFor() throws IOException {
    ImageIO.write(ImageIO.read(photo.toFile()), "jpg", photo.toFile());
    out = out.resolveSibling("out.jpg");

    assertThat(restore().out()).contains("% of the blocks of 8x8 pixels, ");
    assertThat(restore("--json").out())
        .contains("\"strategy\" : \"splice\"", "\"scale\" : 8", "\"visiblyChangedShare\" : 1.0")
        .doesNotContain("\"pixels\"");
    assertThat(restore("--compare-exactly", "--json").out())
        .contains("\"strategy\" : \"splice\"", "\"scale\" : 1", "\"unpainted\" : 1150");
  }

  private Run restore(String... more) {
    String line = "restore --photo ./photo.png --replacement ./answer.png --mask ./mask.png --out ";
    return Run.in(folder, line + out, more);
  }
}
