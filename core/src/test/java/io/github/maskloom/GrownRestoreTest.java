package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of paint that grows, and of the side on which its edge lies. */
class GrownRestoreTest {
  private static final int PHOTO = 100;
  private static final int ANSWER = 200;

  @Test
  void theEdgeLiesOnTheSideThatWasAskedFor() throws IOException {
    assertThat(acrossAnEdge(FeatherSide.INWARDS))
        .startsWith(100, 100, 100, 100, 100, 100)
        .endsWith(200, 200);
    int[] inwards = acrossAnEdge(FeatherSide.INWARDS);
    int[] centered = acrossAnEdge(FeatherSide.CENTERED);
    int[] outwards = acrossAnEdge(FeatherSide.OUTWARDS);

    // The same ramp of 4 pixels, 2 pixels further out each time.
    assertThat(Arrays.copyOfRange(centered, 4, 8)).isEqualTo(Arrays.copyOfRange(inwards, 6, 10));
    assertThat(Arrays.copyOfRange(outwards, 2, 6)).isEqualTo(Arrays.copyOfRange(inwards, 6, 10));
    assertThat(Arrays.copyOfRange(inwards, 6, 10)).isSorted().doesNotContain(PHOTO, ANSWER);
    assertThat(centered[3]).isEqualTo(PHOTO);
    assertThat(centered[8]).isEqualTo(ANSWER);
    assertThat(outwards[1]).isEqualTo(PHOTO);
    assertThat(outwards[6]).isEqualTo(ANSWER);
  }

  /** A row that is painted from its seventh pixel on. */
  private static int[] acrossAnEdge(FeatherSide side) throws IOException {
    int width = 14;
    boolean[] painted = new boolean[width];
    Arrays.fill(painted, 6, width, true);
    return Made.restore(
            PhotoRestorer.create()
                .withRestoring(RestoreOptions.DEFAULT.withFeather(4).withFeatherSide(side)),
            flat(width, 1, PHOTO),
            flat(width, 1, ANSWER),
            mask(painted, width))
        .samples();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aJpegThatIsSplicedTouchesTheBlocksOfTheGrownPaint(int orientation) throws IOException {
    byte[] photo = Drawn.turned(orientation, TestJpegs.baseline(160, 96, 3));
    int width = orientation < 5 ? 160 : 96;
    int height = 256 - width;
    long alone = splicedMcus(photo, dot(width, height), width, 0);
    long grown = splicedMcus(photo, dot(width, height), width, 20);

    assertThat(alone).isBetween(1L, 4L);
    assertThat(grown).isBetween(9L, 25L);
  }

  /** On its way a spliced photo is compared; what may change is left out of that, too. */
  @Test
  void whatIsComparedOfASplicedJpegIsTheRest() throws IOException {
    CompositeReport report =
        Made.restore(
                PhotoRestorer.create()
                    .withFormat(OutputFormat.JPEG)
                    .withComparison(Comparison.EXACT)
                    .withRestoring(RestoreOptions.DEFAULT.withGrow(7)),
                TestJpegs.baseline(160, 96, 3),
                flat(160, 96, 255),
                mask(dot(160, 96), 160))
            .report();
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    Restored restored = report.restored().orElseThrow();
    assertThat(restored.unpainted().orElseThrow().unpainted())
        .isEqualTo(160 * 96 - restored.changeablePixels());
    assertThat(restored.changeablePixels()).isGreaterThan(200);
  }

  private static long splicedMcus(byte[] photo, boolean[] painted, int width, int grow)
      throws IOException {
    Made<CompositeReport> made =
        Made.restore(
            PhotoRestorer.create()
                .withFormat(OutputFormat.JPEG)
                .withComparison(Comparison.OFF)
                .withRestoring(RestoreOptions.DEFAULT.withGrow(grow)),
            photo,
            flat(width, painted.length / width, 255),
            mask(painted, width));
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    BufferedImage before = ImageIO.read(new ByteArrayInputStream(photo));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(made.file()));
    // As the file stores it, the dot is within the middle half in every orientation.
    assertThat(after.getRGB(5, 5)).isEqualTo(before.getRGB(5, 5));
    assertThat(after.getRGB(155, 90)).isEqualTo(before.getRGB(155, 90));
    return made.report().kept().mcus().orElseThrow().touched();
  }

  @Test
  void thePlanTellsOfTheGrowth() throws IOException {
    boolean[] painted = dot(60, 40);
    RestoreOptions centered = RestoreOptions.DEFAULT.withFeatherSide(FeatherSide.CENTERED);

    CompositePlan plan = explained(centered.withGrow(30), painted);
    CompositePlan hard = explained(centered.withFeather(0), painted);

    assertThat(plan.work().steps())
        .filteredOn(step -> step.name().equals("grow"))
        .singleElement()
        .satisfies(step -> assertThat(step.heapBytes()).isGreaterThan(35 * 60));
    assertThat(hard.work().steps()).noneMatch(step -> step.name().equals("grow"));
  }

  private static CompositePlan explained(RestoreOptions options, boolean[] painted)
      throws IOException {
    return PhotoRestorer.create()
        .withRestoring(options)
        .explain(
            ImageSource.of(flat(60, 40, 0)),
            ImageSource.of(flat(60, 40, 9)),
            ImageSource.of(mask(painted, 60)));
  }

  /** Nine pixels in the middle. */
  private static boolean[] dot(int width, int height) {
    boolean[] painted = new boolean[width * height];
    for (int i = 0; i < 9; i++) {
      painted[(height / 2 + i / 3) * width + width / 2 + i % 3] = true;
    }
    return painted;
  }

  private static byte[] mask(boolean[] painted, int width) {
    return Drawn.painted(width, painted.length / width, i -> painted[i] ? 128 : 0);
  }

  private static byte[] flat(int width, int height, int sample) {
    return Drawn.flat(ColorType.GRAY, width, height, sample);
  }
}
