package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Masks of other sizes than the photo's, against a plain scaling of the whole mask: what they mean
 * is decided at their own size, and nothing changes beyond a pixel of theirs around the paint.
 */
class MaskOfAnotherSizeTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 168;

  /** Of a JPEG whose chroma is not subsampled, so that no block shows in the next. */
  private static final int MCU = 8;

  static Stream<Arguments> masks() {
    List<MaskConvention> conventions =
        List.of(
            MaskConvention.PAINTED,
            MaskConvention.PAINTED_EVERYWHERE,
            MaskConvention.WHITE_EDITS,
            MaskConvention.TRANSPARENT_EDITS,
            MaskConvention.binary(0),
            MaskConvention.binary(127),
            MaskConvention.binary(254));
    return Stream.of(1 / 2.0, 1 / 3.0, 1 / 8.0, 2.0)
        .flatMap(
            size ->
                conventions.stream()
                    .map(convention -> Arguments.of(new Drawing(size, convention))));
  }

  @Test
  void aSmallMaskWithAThresholdPaintsNoFrameAroundItsBox() throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 400, 400).randomSamples(1).encode();
    int[] white = new int[50 * 50];
    for (int y = 20; y < 30; y++) {
      Arrays.fill(white, y * 50 + 20, y * 50 + 30, 255);
    }
    byte[] mask = TestPng.of(ColorType.GRAY, 8, 50, 50).samples(white).encode();

    CompositeReport report =
        Made.composite(compositor(MaskConvention.binary(0), OutputFormat.PNG), photo, mask)
            .report();
    BoundingBox box = report.mask().boundingBox();
    assertThat(box.x()).isBetween(152, 160);
    assertThat(box.y()).isBetween(152, 160);
    assertThat(box.width()).isBetween(80, 96);
    assertThat(box.height()).isBetween(80, 96);
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aPngSplicedOrNotAndAJpegThatBecomesOneArePaintedAsTheReferenceIs(Drawing mask)
      throws IOException {
    Picture paint = mask.paint();
    TestPng noise = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(3);
    assertPaintedAsReference(mask, paint, noise.encode(), Strategy.SPLICE);
    assertPaintedAsReference(mask, paint, noise.interlaced(true).encode(), Strategy.STREAM);
    assertPaintedAsReference(mask, paint, TestJpegs.baseline(WIDTH, HEIGHT, 3), Strategy.STREAM);
  }

  private static void assertPaintedAsReference(
      Drawing mask, Picture paint, byte[] file, Strategy strategy) throws IOException {
    Picture photo = Picture.decoded(file);
    Made<CompositeReport> made = composite(file, mask, OutputFormat.PNG);
    int[] expected = over(paint, photo).samples();
    int[] actual = made.samples();
    assertThat(made.report().strategy()).isEqualTo(strategy);
    for (int i = 0; i < actual.length; i++) {
      int unpainted = photo.samples()[i];
      if (actual[i] != unpainted && !mask.reaches(i / 3)) {
        throw new AssertionError("painted far from any paint: " + place(i / 3));
      }
      if (Math.abs(actual[i] - expected[i]) > 2) {
        throw new AssertionError(actual[i] + " for " + expected[i] + " at " + place(i / 3));
      }
    }
    MaskStatistics counted = made.report().mask();
    assertThat(counted.paintedPixels()).isEqualTo(count(paint, 1));
    assertThat(counted.boundingBox()).isEqualTo(box(paint));
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aSplicedJpegChangesNoBlockFarFromPaint(Drawing mask) throws IOException {
    byte[] photo = TestJpegs.subsampled(WIDTH, HEIGHT, 1, 1);

    Made<CompositeReport> made = composite(photo, mask, OutputFormat.JPEG);
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(made.report().mask().paintedPixels()).isEqualTo(count(mask.paint(), 1));
    assertUnreachedBlocksAreKept(mask, photo, made.samples());
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aRestoredPhotoChangesNothingFarFromPaint(Drawing mask) throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(5).encode();
    byte[] jpeg = TestJpegs.subsampled(WIDTH, HEIGHT, 1, 1);
    byte[] answer = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(6).encode();
    Picture before = Picture.decoded(photo);

    Made<CompositeReport> made = restore(photo, answer, mask);
    int[] after = made.samples();
    for (int i = 0; i < after.length; i++) {
      if (after[i] != before.samples()[i] && !mask.reaches(i / 3)) {
        throw new AssertionError("restored far from any paint: " + place(i / 3));
      }
    }
    Picture coverage = mask.coverage();
    assertThat(made.report().restored().orElseThrow().changeablePixels())
        .isEqualTo(count(coverage, mask.isHard() ? 128 : 1));
    assertUnreachedBlocksAreKept(mask, jpeg, restore(jpeg, answer, mask).samples());
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aMaskThatIsPreparedReachesNoFarther(Drawing mask) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withExactSize(WIDTH, HEIGHT)
            .withMask(
                MaskOptions.DEFAULT.withConvention(mask.convention()), MaskConvention.WHITE_EDITS);
    int[] prepared = Made.prepare(preparer, mask.encode()).samples();
    for (int i = 0; i < prepared.length; i++) {
      if (prepared[i] > 0 && !mask.reaches(i)) {
        throw new AssertionError("sent far from any paint: " + place(i));
      }
    }
  }

  private static void assertUnreachedBlocksAreKept(Drawing mask, byte[] photo, int[] after)
      throws IOException {
    int[] before = Picture.decoded(photo).samples();
    boolean[] reached = new boolean[WIDTH * HEIGHT];
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (mask.reaches(pixel)) {
        reached[block(pixel)] = true;
      }
    }
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i] && !reached[block(i / 3)]) {
        throw new AssertionError("a block changed far from any paint: " + place(i / 3));
      }
    }
  }

  private static int block(int pixel) {
    return pixel / WIDTH / MCU * WIDTH + pixel % WIDTH / MCU;
  }

  private static String place(int pixel) {
    return pixel % WIDTH + ", " + pixel / WIDTH;
  }

  private static MaskCompositor compositor(MaskConvention convention, OutputFormat format) {
    return MaskCompositor.create().withConvention(convention).withFormat(format);
  }

  private static Made<CompositeReport> composite(byte[] photo, Drawing mask, OutputFormat format)
      throws IOException {
    return Made.composite(compositor(mask.convention(), format), photo, mask.encode());
  }

  private static Made<CompositeReport> restore(byte[] photo, byte[] answer, Drawing mask)
      throws IOException {
    return Made.restore(
        PhotoRestorer.create()
            .withConvention(mask.convention())
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0)),
        photo,
        answer,
        mask.encode());
  }

  private static Picture over(Picture paint, Picture photo) {
    return new ReferenceCompositor(MaskConvention.PAINTED_EVERYWHERE, 0, 0, Rounding.TRUNCATE)
        .composite(photo, paint);
  }

  private static long count(Picture paint, int least) {
    long painted = 0;
    int bands = paint.geometry().bands();
    for (int i = bands - 1; i < paint.samples().length; i += bands) {
      painted += paint.samples()[i] >= least ? 1 : 0;
    }
    return painted;
  }

  private static BoundingBox box(Picture paint) {
    List<Integer> columns = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (paint.samples()[pixel * 4 + 3] > 0) {
        columns.add(pixel % WIDTH);
        rows.add(pixel / WIDTH);
      }
    }
    int left = Collections.min(columns);
    int top = Collections.min(rows);
    return new BoundingBox(
        left, top, Collections.max(columns) - left + 1, Collections.max(rows) - top + 1);
  }

  /** A box, a disc with a soft edge and a thin line, in colors of their own if those count. */
  private record Drawing(double size, MaskConvention convention) {
    int width() {
      return (int) (WIDTH * size);
    }

    int height() {
      return (int) (HEIGHT * size);
    }

    boolean isPainted() {
      return convention.isPainted();
    }

    boolean isHard() {
      return isPainted() || convention.meaning() == Meaning.BINARY;
    }

    /** How strongly a pixel is drawn, 0 to 255. */
    private int strength(int pixel) {
      int column = pixel % width();
      int row = pixel / width();
      double x = (column + 0.5) / width();
      double y = (row + 0.5) / height();
      double disc = 40 * (0.2 - Math.hypot(x - 0.7, 0.7 * (y - 0.5)));
      boolean box = x > 0.1 && x < 0.3 && y > 0.2 && y < 0.6;
      boolean line = Math.abs(y - 0.8) < 0.6 / height() && x < 0.9;
      return box ? 255 : line ? 128 : (int) (255 * Math.max(0, Math.min(1, disc)));
    }

    byte[] encode() {
      return TestPng.of(ColorType.RGBA, 8, width(), height()).samples(samples()).encode();
    }

    private int[] samples() {
      int[] samples = new int[width() * height() * 4];
      for (int pixel = 0; pixel < width() * height(); pixel++) {
        int strength = strength(pixel);
        int[] rgba =
            isPainted()
                ? new int[] {200, pixel % width() * 255 / width(), 40, strength}
                : convention.equals(MaskConvention.TRANSPARENT_EDITS)
                    ? new int[] {9, 99, 199, 255 - strength}
                    : new int[] {strength, strength, strength, 255};
        System.arraycopy(rgba, 0, samples, pixel * 4, 4);
      }
      return samples;
    }

    /** Coverage of the mask's own pixels. */
    private double covered(int pixel) {
      int strength = strength(pixel);
      return convention.meaning() == Meaning.BINARY
          ? strength > convention.threshold() ? 255 : 0
          : strength;
    }

    /** Whether a pixel of the photo lies within one of the mask's from any that is painted. */
    boolean reaches(int pixel) {
      int x = pixel % WIDTH;
      int y = pixel / WIDTH;
      for (int v = first(y); v < end(y, height()); v++) {
        for (int u = first(x); u < end(x, width()); u++) {
          if (covered(v * width() + u) > 0) {
            return true;
          }
        }
      }
      return false;
    }

    private int first(int place) {
      return Math.max(0, (int) Math.floor(place * size - 1));
    }

    private int end(int place, int length) {
      return Math.min(length, (int) Math.ceil((place + 1) * size + 1));
    }

    /** Where the photo may change in a restoration: strokes count whatever their opacity. */
    Picture coverage() {
      double[][] planes = new double[1][width() * height()];
      for (int pixel = 0; pixel < planes[0].length; pixel++) {
        planes[0][pixel] = isPainted() && strength(pixel) > 0 ? 255 : covered(pixel);
      }
      return rounded(scaled(planes));
    }

    /** What is painted: the mask's own colors, or the brush. */
    Picture paint() {
      int[] own = samples();
      double[][] planes = new double[isPainted() ? 4 : 1][width() * height()];
      for (int pixel = 0; pixel < planes[0].length; pixel++) {
        double alpha = covered(pixel);
        for (int band = 0; band < planes.length - 1; band++) {
          planes[band][pixel] = own[pixel * 4 + band] * alpha;
        }
        planes[planes.length - 1][pixel] = alpha;
      }
      Picture scaled = rounded(scaled(planes));
      return isPainted() ? scaled : brushed(scaled);
    }

    private static Picture brushed(Picture coverage) {
      int[] paint = new int[WIDTH * HEIGHT * 4];
      for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
        paint[pixel * 4] = Brush.BLUE.rgb() >> 16;
        paint[pixel * 4 + 1] = Brush.BLUE.rgb() >> 8 & 0xFF;
        paint[pixel * 4 + 2] = Brush.BLUE.rgb() & 0xFF;
        paint[pixel * 4 + 3] = (coverage.samples()[pixel] * Brush.BLUE.opacity() + 127) / 255;
      }
      return new Picture(ImageGeometry.of(WIDTH, HEIGHT, 4, 8), paint);
    }

    private static Picture rounded(double[][] planes) {
      int bands = planes.length;
      int[] samples = new int[WIDTH * HEIGHT * bands];
      for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
        double alpha = planes[bands - 1][pixel];
        for (int band = 0; band < bands; band++) {
          double value = band == bands - 1 ? alpha : alpha < 0.5 ? 0 : planes[band][pixel] / alpha;
          samples[pixel * bands + band] = (int) Math.round(Math.max(0, Math.min(255, value)));
        }
      }
      return new Picture(ImageGeometry.of(WIDTH, HEIGHT, bands, 8), samples);
    }

    private double[][] scaled(double[][] planes) {
      double[][] across = scaled(planes, width(), height(), 1, WIDTH, width());
      return scaled(across, height(), WIDTH, WIDTH, HEIGHT, 1);
    }

    /**
     * Scales lines of so many samples that are {@code step} apart; the last plane is coverage, and
     * others keep their relation to it.
     */
    private static double[][] scaled(
        double[][] planes, int from, int lines, int step, int to, int lineStep) {
      double[][] scaled = new double[planes.length][lines * to];
      int newLineStep = lineStep == 1 ? 1 : to;
      for (int i = 0; i < to; i++) {
        double[] weights = weights(from, to, i);
        for (int line = 0; line < lines; line++) {
          double[] sums = new double[planes.length];
          for (int k = 0; k < from; k++) {
            for (int band = 0; weights[k] != 0 && band < sums.length; band++) {
              sums[band] += weights[k] * planes[band][line * lineStep + k * step];
            }
          }
          double[] coverage = planes[planes.length - 1];
          if (to >= from) {
            bound(sums, coverage, from, line * lineStep, step, (i + 0.5) * from / to - 0.5);
          }
          for (int band = 0; band < sums.length; band++) {
            scaled[band][line * newLineStep + i * step] = sums[band];
          }
        }
      }
      return scaled;
    }

    /** Coverage stays between that of the two pixels around. */
    private static void bound(
        double[] sums, double[] coverage, int from, int line, int step, double place) {
      int left = Math.max(0, (int) Math.floor(place));
      int right = Math.min(from - 1, (int) Math.floor(place) + 1);
      double a = coverage[line + left * step];
      double b = coverage[line + right * step];
      double alpha = sums[sums.length - 1];
      double bounded = Math.max(Math.min(a, b), Math.min(Math.max(a, b), alpha));
      for (int band = 0; band < sums.length - 1; band++) {
        sums[band] *= alpha > 0 ? bounded / alpha : 0;
      }
      sums[sums.length - 1] = bounded;
    }

    /** Lanczos3 where pixels become more, and the share of each where they become fewer. */
    private static double[] weights(int from, int to, int target) {
      double scale = (double) from / to;
      double center = (target + 0.5) * scale;
      double[] weights = new double[from];
      double sum = 0;
      for (int k = 0; k < from; k++) {
        double x = k + 0.5 - center;
        double share = Math.min(k + 1, center + scale / 2) - Math.max(k, center - scale / 2);
        weights[k] = scale > 1 ? Math.max(0, share) : Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
        sum += weights[k];
      }
      for (int k = 0; k < from; k++) {
        weights[k] /= sum;
      }
      return weights;
    }

    private static double sinc(double x) {
      return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
  }
}
