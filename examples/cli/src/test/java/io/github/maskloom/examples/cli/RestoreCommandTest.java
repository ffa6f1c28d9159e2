package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {
  private final Path photo;
  private final Path mask;
  private final Path replacement;
  private Path out;

  RestoreCommandTest(@TempDir Path folder) throws IOException {
    photo = Images.photo(folder.resolve("photo.png"));
    mask = Images.mask(folder.resolve("mask.png"));
    replacement = Images.whiteMask(folder.resolve("answer.png"));
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
  void aRegionBesideThePhotoIsToldInOneLine() {
    Run run = restore("--region", "39,0,2,2");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: the region, 2x2 pixels at 39,0, does not lie within the photo")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
    assertThat(restore("--region", "1,2,0,4").exitCode()).isEqualTo(2);
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

  @Test
  void aBrokenAnswerIsNamedInOneLine() throws IOException {
    Images.cut(replacement, 60);
    Run run = restore();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: ")
        .contains("replacement", replacement.toString())
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void aBlackAndWhiteMaskIsRefusedAndTheOldFileStays() throws IOException {
    Files.writeString(out, "old");
    Images.whiteMask(mask);

    Run run = restore();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("maskloom: mask: there is no transparency")
        .contains("--convention white", mask.toString())
        .hasLineCount(1);
    assertThat(out).hasContent("old");
    assertThat(restore("--convention", "painted-everywhere").exitCode()).isZero();
  }

  @Test
  void aMissingAnswerIsNamedInOneLine() throws IOException {
    Files.delete(replacement);
    Run run = restore();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("replacement: no such file").hasLineCount(1);
  }

  @Test
  void aFeatherThatIsTooWideIsAUsageError() {
    Run run = restore("--feather", "101");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'--feather'", "a whole number from 0 to 100");
  }

  @Test
  void helpListsEveryOption() {
    Run run = Run.of("restore", "--help");
    for (Option<?> option : new RestoreCommand().options()) {
      assertThat(run.out()).contains(option.name());
    }
  }

  private Run restore(String... more) {
    Stream<String> files =
        Stream.of(
            "restore",
            "--photo",
            photo.toString(),
            "--replacement",
            replacement.toString(),
            "--mask",
            mask.toString(),
            "--out",
            out.toString());
    return Run.of(Stream.concat(files, Stream.of(more)).toArray(String[]::new));
  }
}
