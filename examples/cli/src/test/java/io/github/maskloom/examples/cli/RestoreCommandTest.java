package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreCommandTest {
  private static final int PHOTO = 0xFF_646464;
  private static final int ANSWER = 0xFF_FFFFFF;

  private final Path photo;
  private final Path folder;
  private Path out;

  RestoreCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    photo = Images.photo(folder.resolve("photo.png"));
    Images.mask(folder.resolve("mask.png"));
    Images.frame(folder.resolve("frame.png"));
    Images.whiteMask(folder.resolve("answer.png"));
    out = folder.resolve("out.png");
  }

  /** A pixel that becomes the answer's, one that stays the photo's, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mask  |                                   | 4 6 | 3 6 | 50 pixels (4.17 %) painted
          mask  |                                   | 4 6 | 3 6 | 100.0 % visibly, by 155.0 of 255
          mask  | --region 2,4,6,20                 | 7 6 | 8 6 | ; in the region, where nothing is
          mask  | --match-color                     | 4 6 | 3 6 | its colors were not matched: there
          mask  | --align                           | 4 6 | 3 6 | too few edges are not painted
          mask  | --grow 2                          | 2 6 | 2 4 | 114 pixels may have changed
          frame | --fill-enclosed                   | 6 8 | 3 6 | strokes enclosed 24 pixels
          mask  | --feather 2 --feather-side outwards | 4 8 | 1 8 | the replacement was 40x30
          """)
  void keepsOfTheAnswerOnlyWhatItIsTold(
      String mask, @Nullable String options, String answered, String kept, String said)
      throws IOException {
    String told = options == null ? "" : options;

    Run run = restore(mask, (told.contains("--feather ") ? "" : "--feather 0 ") + told);

    run.done().contains(said);
    assertThat(run.out().contains("its colors")).isEqualTo(told.equals("--match-color"));
    assertThat(pixel(answered)).isEqualTo(ANSWER);
    assertThat(pixel(kept)).isEqualTo(PHOTO);
  }

  @Test
  void theEdgeIsMixedUnlessToldOtherwise() throws IOException {
    restore("mask", "");

    assertThat(pixel("8 8")).isBetween(PHOTO, ANSWER);
    assertThat(pixel("4 6")).isBetween(PHOTO, pixel("8 8"));
  }

  @ParameterizedTest
  @CsvSource({
    "png, '', stream, '\"paintedPixels\":50', '\"visiblyChanged\":1150'",
    "png, --match-color, stream, '\"outcome\":\"too-little-ring\"', '\"conversion\":\"none\"'",
    "png, '', stream, '\"outcome\":\"too-little-texture\"', '\"putBack\":false'",
    "png, --no-compare, splice, '\"kept\"', 'compositeWithTrainedAlgorithmicMedia'",
    "png, --no-label, stream, '\"kept\"', '\"written\":{}'",
    "jpg, '', splice, '\"scale\":8', '\"visiblyChangedShare\":1.0'",
    "jpg, --compare-exactly, splice, '\"scale\":1', '\"unpainted\":1150'"
  })
  void theReportIsJsonOnRequest(
      String type, String options, String strategy, String said, String saidToo)
      throws IOException {
    toType(type);

    Run run = restore("mask", options + " --json");

    run.done();
    assertThat(run.compactOut())
        .contains("\"strategy\":\"" + strategy + "\"", said, saidToo)
        .contains("\"output\":" + Files.size(out));
    assertThat(run.out().contains("unpainted")).isEqualTo(!options.equals("--no-compare"));
  }

  @Test
  void aJpegThatStaysOneIsComparedByBlocks() throws IOException {
    toType("jpg");

    assertThat(restore("mask", "").out())
        .contains("% of the blocks of 8x8 pixels, ")
        .doesNotContain("each pixel may differ");
    assertThat(restore("mask", "--quality 90").out()).contains("each pixel may differ");
  }

  private void toType(String type) throws IOException {
    ImageIO.write(ImageIO.read(photo.toFile()), type, photo.toFile());
    out = folder.resolve("out." + type);
  }

  private int pixel(String place) throws IOException {
    int[] at = Stream.of(place.split(" ")).mapToInt(Integer::parseInt).toArray();
    return ImageIO.read(out.toFile()).getRGB(at[0], at[1]);
  }

  private Run restore(String mask, String options) {
    String images = "--photo ./photo.png --replacement ./answer.png --mask ./" + mask + ".png";
    return Run.in(folder, "restore " + images + " " + options + " --out " + out);
  }
}
