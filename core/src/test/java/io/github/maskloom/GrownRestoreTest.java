package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of paint that grows, and of the side on which its edge lies. */
class GrownRestoreTest {
  private static final int PHOTO = 100;
  private static final int ANSWER = 200;

  @Property(tries = 200)
  void whatIsNearPaintIsReplacedAndWhatIsFarIsKept(
      @ForAll FeatherSide side,
      @ForAll @IntRange(max = 9) int grow,
      @ForAll @IntRange(max = 9) int feather,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll boolean compare,
      @ForAll long seed)
      throws IOException {
    boolean[] painted = new boolean[width * height];
    Random random = new Random(seed);
    for (int dot = random.nextInt(6); dot > 0; dot--) {
      int at = random.nextInt(painted.length);
      Arrays.fill(painted, at, Math.min(at + random.nextInt(15), painted.length), true);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    PhotoRestorer.create()
        .withRestoring(
            RestoreOptions.DEFAULT.withGrow(grow).withFeather(feather).withFeatherSide(side))
        .withConvention(MaskConvention.PAINTED_EVERYWHERE)
        .withComparison(compare ? Comparison.EXACT : Comparison.OFF)
        .restore(
            flat(width, height, PHOTO),
            flat(width, height, ANSWER),
            mask(painted, width),
            ImageTarget.of(out));

    int[] samples = Picture.decoded(out.toByteArray()).samples();
    for (int pixel = 0; pixel < painted.length; pixel++) {
      double distance = distance(painted, width, pixel);
      if (side == FeatherSide.OUTWARDS && distance <= grow) {
        assertThat(samples[pixel]).as("painted, and grown").isEqualTo(ANSWER);
      }
      if (isBeyond(distance, side, grow, feather)) {
        assertThat(samples[pixel]).as("beyond the edge").isEqualTo(PHOTO);
      } else if (feather == 0) {
        assertThat(samples[pixel]).as("within a hard edge").isEqualTo(ANSWER);
      }
    }
  }

  private static boolean isBeyond(double distance, FeatherSide side, int grow, int feather) {
    int outside =
        switch (side) {
          case INWARDS -> 0;
          case CENTERED -> (feather + 1) / 2;
          case OUTWARDS -> feather;
        };
    return outside == 0 ? distance > grow : distance >= grow + outside + 1;
  }

  private static double distance(boolean[] painted, int width, int pixel) {
    double nearest = Double.MAX_VALUE;
    for (int other = 0; other < painted.length; other++) {
      if (painted[other]) {
        nearest =
            Math.min(
                nearest, Math.hypot(other % width - pixel % width, other / width - pixel / width));
      }
    }
    return nearest;
  }

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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PhotoRestorer.create()
        .withRestoring(RestoreOptions.DEFAULT.withFeather(4).withFeatherSide(side))
        .restore(
            flat(width, 1, PHOTO),
            flat(width, 1, ANSWER),
            mask(painted, width),
            ImageTarget.of(out));
    return Picture.decoded(out.toByteArray()).samples();
  }

  /** Bit for bit what a composite shows on which nothing is painted. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aTurnedJpegIsKeptBesideTheGrownPaint(int orientation) throws IOException {
    byte[] photo =
        JpegEdits.withExif(
            TestJpegs.baseline(120, 80, 3), JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
    int width = orientation < 5 ? 120 : 80;
    int height = 200 - width;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    MaskCompositor.create()
        .withFormat(OutputFormat.PNG)
        .composite(
            ImageSource.of(photo), mask(new boolean[width * height], width), ImageTarget.of(shown));
    int[] upright = Picture.decoded(shown.toByteArray()).samples();
    boolean[] painted = dot(width, height);
    for (boolean compare : new boolean[] {false, true}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      CompositeReport report =
          PhotoRestorer.create()
              .withFormat(OutputFormat.PNG)
              .withRestoring(
                  RestoreOptions.DEFAULT
                      .withGrow(9)
                      .withFeather(4)
                      .withFeatherSide(FeatherSide.OUTWARDS))
              .withComparison(compare ? Comparison.EXACT : Comparison.OFF)
              .restore(
                  ImageSource.of(photo),
                  flat(width, height, 255),
                  mask(painted, width),
                  ImageTarget.of(out));

      int[] restored = Picture.decoded(out.toByteArray()).samples();
      long changeable = 0;
      for (int pixel = 0; pixel < painted.length; pixel++) {
        double distance = distance(painted, width, pixel);
        changeable += distance < 14 ? 1 : 0;
        if (distance >= 14) {
          assertThat(restored[pixel * 3]).isEqualTo(upright[pixel * 3]);
        } else if (distance <= 9) {
          assertThat(restored[pixel * 3]).isEqualTo(255);
        }
      }
      assertThat(report.restored().orElseThrow().changeablePixels()).isEqualTo(changeable);
      assertThat(report.mask().paintedPixels()).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aJpegThatIsSplicedTouchesTheBlocksOfTheGrownPaint(int orientation) throws IOException {
    byte[] photo =
        JpegEdits.withExif(
            TestJpegs.baseline(160, 96, 3), JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        PhotoRestorer.create()
            .withFormat(OutputFormat.JPEG)
            .withComparison(Comparison.EXACT)
            .withRestoring(RestoreOptions.DEFAULT.withGrow(7))
            .restore(
                ImageSource.of(TestJpegs.baseline(160, 96, 3)),
                flat(160, 96, 255),
                mask(dot(160, 96), 160),
                ImageTarget.of(out));

    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(
            report
                .restored()
                .orElseThrow()
                .unpainted()
                .orElseThrow()
                .pixels()
                .orElseThrow()
                .unpainted())
        .isEqualTo(160 * 96 - report.restored().orElseThrow().changeablePixels());
    assertThat(report.restored().orElseThrow().changeablePixels()).isGreaterThan(200);
  }

  private static long splicedMcus(byte[] photo, boolean[] painted, int width, int grow)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompositeReport report =
        PhotoRestorer.create()
            .withFormat(OutputFormat.JPEG)
            .withComparison(Comparison.OFF)
            .withRestoring(RestoreOptions.DEFAULT.withGrow(grow))
            .restore(
                ImageSource.of(photo),
                flat(width, painted.length / width, 255),
                mask(painted, width),
                ImageTarget.of(out));
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    BufferedImage before = ImageIO.read(new ByteArrayInputStream(photo));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    // As the file stores it, the dot is within the middle half in every orientation.
    assertThat(after.getRGB(5, 5)).isEqualTo(before.getRGB(5, 5));
    assertThat(after.getRGB(155, 90)).isEqualTo(before.getRGB(155, 90));
    return report.kept().mcus().orElseThrow().touched();
  }

  @Test
  void thePlanTellsOfTheGrowth() throws IOException {
    boolean[] painted = dot(60, 40);
    RestoreOptions centered = RestoreOptions.DEFAULT.withFeatherSide(FeatherSide.CENTERED);

    CompositePlan plan =
        PhotoRestorer.create()
            .withRestoring(centered.withGrow(30))
            .explain(flat(60, 40, 0), flat(60, 40, 9), mask(painted, 60));
    CompositePlan hard =
        PhotoRestorer.create()
            .withRestoring(centered.withFeather(0))
            .explain(flat(60, 40, 0), flat(60, 40, 9), mask(painted, 60));

    assertThat(plan.work().steps())
        .filteredOn(step -> step.name().equals("grow"))
        .singleElement()
        .satisfies(step -> assertThat(step.heapBytes()).isGreaterThan(35 * 60));
    assertThat(hard.work().steps()).noneMatch(step -> step.name().equals("grow"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, RestoreOptions.MAX_GROW_PIXELS + 1})
  void aGrowthOutOfBoundsIsRefused(int pixels) {
    assertThatThrownBy(() -> RestoreOptions.DEFAULT.withGrow(pixels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100");
  }

  /** Nine pixels in the middle. */
  private static boolean[] dot(int width, int height) {
    boolean[] painted = new boolean[width * height];
    for (int i = 0; i < 9; i++) {
      painted[(height / 2 + i / 3) * width + width / 2 + i % 3] = true;
    }
    return painted;
  }

  private static ImageSource mask(boolean[] painted, int width) {
    int[] samples = new int[painted.length * 2];
    for (int i = 0; i < painted.length; i++) {
      samples[2 * i + 1] = painted[i] ? 128 : 0;
    }
    return ImageSource.of(
        TestPng.of(ColorType.GRAY_ALPHA, 8, width, painted.length / width)
            .samples(samples)
            .encode());
  }

  private static ImageSource flat(int width, int height, int sample) {
    int[] samples = new int[width * height];
    Arrays.fill(samples, sample);
    return ImageSource.of(TestPng.of(ColorType.GRAY, 8, width, height).samples(samples).encode());
  }
}
