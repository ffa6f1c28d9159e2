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
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Masks of other sizes than the photo's, against a plain scaling of the whole mask: what they mean
 * is decided at their own size, and nothing changes beyond a pixel of theirs around the paint.
 */
class MaskOfAnotherSizeTest {
  private static final int WIDTH = 144;
  private static final int HEIGHT = 96;

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
    assertUnreachedIsKept(mask.reached(), photo.samples(), actual);
    for (int i = 0; i < actual.length; i++) {
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
    assertUnreachedIsKept(mask.reachedBlocks(), Picture.decoded(photo).samples(), made.samples());
  }

  @ParameterizedTest
  @MethodSource("masks")
  void aRestoredPhotoChangesNothingFarFromPaint(Drawing mask) throws IOException {
    byte[] photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(5).encode();
    byte[] jpeg = TestJpegs.subsampled(WIDTH, HEIGHT, 1, 1);
    byte[] answer = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(6).encode();

    Made<CompositeReport> made = restore(photo, answer, mask);
    assertUnreachedIsKept(mask.reached(), Picture.decoded(photo).samples(), made.samples());
    assertThat(made.report().restored().orElseThrow().changeablePixels())
        .isEqualTo(count(mask.coverage(), mask.isHard() ? 128 : 1));
    assertUnreachedIsKept(
        mask.reachedBlocks(),
        Picture.decoded(jpeg).samples(),
        restore(jpeg, answer, mask).samples());
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
    assertUnreachedIsKept(mask.reached(), new int[prepared.length], prepared);
  }

  private static void assertUnreachedIsKept(boolean[] reached, int[] before, int[] after) {
    int bands = before.length / reached.length;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i] && !reached[i / bands]) {
        throw new AssertionError("it changed far from any paint: " + place(i / bands));
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
    return new ReferenceCompositor(MaskConvention.PAINTED_EVERYWHERE, Brush.BLUE, Rounding.TRUNCATE)
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
    Rectangle box = new Rectangle(0, 0, -1, -1);
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      if (paint.samples()[pixel * 4 + 3] > 0) {
        box.add(pixel % WIDTH, pixel / WIDTH);
      }
    }
    return new BoundingBox(box.x, box.y, box.width + 1, box.height + 1);
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
    private double[] covered() {
      return IntStream.range(0, width() * height())
          .map(this::strength)
          .mapToDouble(
              strength ->
                  convention.meaning() == Meaning.BINARY
                      ? strength > convention.threshold() ? 255 : 0
                      : strength)
          .toArray();
    }

    /** Which pixels of the photo lie within one of the mask's from any that is painted. */
    boolean[] reached() {
      double[] covered = covered();
      boolean[] reached = new boolean[WIDTH * HEIGHT];
      for (int pixel = 0; pixel < reached.length; pixel++) {
        int x = pixel % WIDTH;
        int y = pixel / WIDTH;
        for (int v = first(y); v < end(y, height()) && !reached[pixel]; v++) {
          for (int u = first(x); u < end(x, width()); u++) {
            reached[pixel] |= covered[v * width() + u] > 0;
          }
        }
      }
      return reached;
    }

    /** Which of them lie in a block of a JPEG with such a pixel. */
    boolean[] reachedBlocks() {
      boolean[] reached = reached();
      boolean[] blocks = new boolean[reached.length];
      for (int pixel = 0; pixel < reached.length; pixel++) {
        blocks[block(pixel)] |= reached[pixel];
      }
      for (int pixel = 0; pixel < reached.length; pixel++) {
        reached[pixel] = blocks[block(pixel)];
      }
      return reached;
    }

    private int first(int place) {
      return Math.max(0, (int) Math.floor(place * size - 1));
    }

    private int end(int place, int length) {
      return Math.min(length, (int) Math.ceil((place + 1) * size + 1));
    }

    /** Where the photo may change in a restoration: strokes count whatever their opacity. */
    Picture coverage() {
      double[] covered = covered();
      if (isPainted()) {
        Arrays.setAll(covered, pixel -> covered[pixel] > 0 ? 255 : 0);
      }
      return scaled(covered);
    }

    /** What is painted: the mask's own colors, or the brush. */
    Picture paint() {
      double[] covered = covered();
      if (!isPainted()) {
        return brushed(scaled(covered));
      }
      int[] own = samples();
      double[][] planes = new double[3][covered.length];
      for (int band = 0; band < 3; band++) {
        for (int pixel = 0; pixel < covered.length; pixel++) {
          planes[band][pixel] = own[pixel * 4 + band] * covered[pixel];
        }
      }
      return scaled(planes[0], planes[1], planes[2], covered);
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

    private Picture scaled(double[]... planes) {
      return rounded(scaled(scaled(planes, width(), WIDTH), height(), HEIGHT));
    }

    /**
     * Scales rows and makes columns of them. The last plane is coverage, and others keep their
     * relation to it.
     */
    private static double[][] scaled(double[][] planes, int from, int to) {
      int lines = planes[0].length / from;
      double[][] scaled = new double[planes.length][to * lines];
      int reach = 4 + from / to;
      for (int i = 0; i < to; i++) {
        double[] weights = weights(from, to, i);
        int middle = i * from / to;
        for (int line = 0; line < lines; line++) {
          double[] sums = new double[planes.length];
          for (int k = Math.max(0, middle - reach); k < Math.min(from, middle + reach); k++) {
            for (int band = 0; band < sums.length; band++) {
              sums[band] += weights[k] * planes[band][line * from + k];
            }
          }
          if (to >= from) {
            double place = (i + 0.5) * from / to - 0.5;
            bound(sums, planes[planes.length - 1], line * from, from, place);
          }
          for (int band = 0; band < sums.length; band++) {
            scaled[band][i * lines + line] = sums[band];
          }
        }
      }
      return scaled;
    }

    /** Coverage stays between that of the two pixels around. */
    private static void bound(double[] sums, double[] coverage, int line, int from, double place) {
      int left = Math.max(0, (int) Math.floor(place));
      int right = Math.min(from - 1, (int) Math.floor(place) + 1);
      double a = coverage[line + left];
      double b = coverage[line + right];
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
