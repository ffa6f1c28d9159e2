package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceOverTest {
  static Stream<Arguments> everyPhotoAndRounding() {
    return Stream.of(8, 16)
        .flatMap(
            depth ->
                IntStream.rangeClosed(1, 4)
                    .boxed()
                    .flatMap(
                        bands ->
                            Stream.of(Rounding.values())
                                .map(rounding -> Arguments.of(bands, depth, rounding))));
  }

  @ParameterizedTest
  @EnumSource
  void every8BitTripleFollowsTheDoubleFormula(Rounding rounding) {
    int wrong = IntStream.range(0, 256).parallel().map(alpha -> wrongSums(alpha, rounding)).sum();

    assertThat(wrong).isZero();
  }

  /** Rows of 256 pixels: m in red runs over the row, p is the photo's gray. */
  private static int wrongSums(int alpha, Rounding rounding) {
    RasterWindow paint = TestRows.empty(ImageGeometry.of(256, 1, 4, 8));
    for (int m = 0; m < 256; m++) {
      TestRows.set(paint, 0, m, 0, m);
      TestRows.set(paint, 0, m, 3, alpha);
    }
    RasterWindow photo = TestRows.empty(ImageGeometry.of(256, 1, 1, 8));
    RowBlend over = new RowBlend.Rule(BlendMode.SOURCE_OVER, rounding).onto(photo.geometry());
    int wrong = 0;
    for (int p = 0; p < 256; p++) {
      Arrays.fill(photo.bytes(), (byte) p);
      over.blend(paint, 0, photo, 0);
      for (int m = 0; m < 256; m++) {
        wrong += (photo.bytes()[m] & 0xFF) == expected(m, alpha, p, 255, rounding) ? 0 : 1;
      }
    }
    return wrong;
  }

  @ParameterizedTest
  @MethodSource("everyPhotoAndRounding")
  void runsMayStartAndEndAnywhere(int bands, int depth, Rounding rounding) {
    for (int width = 1; width <= 20; width++) {
      ImageGeometry geometry = ImageGeometry.of(width, width * width, bands, depth);
      RasterWindow photo = TestRows.random(geometry, width);
      RasterWindow before = TestRows.copy(photo);
      RasterWindow paint = TestRows.random(geometry.withSamples(4, depth), width + 1);
      for (int row = 0; row < geometry.height(); row++) {
        TestRows.erase(paint, row, row / width, row % width + 1);
      }

      blendAll(paint, photo, rounding);

      assertBlended(before, paint, photo, rounding);
    }
  }

  @ParameterizedTest
  @MethodSource("everyPhotoAndRounding")
  void aBrushThatLastsBlendsAsAnyColorDoes(int bands, int depth, Rounding rounding) {
    ImageGeometry geometry = ImageGeometry.of(100, 60, bands, depth);
    RasterWindow photo = TestRows.random(geometry, 1);
    RasterWindow before = TestRows.copy(photo);
    RasterWindow paint = TestRows.random(geometry.withSamples(4, depth), 2);
    for (int pixel = 0; pixel < 6000; pixel++) {
      // Two brushes, one after the other, with other colors in between.
      for (int band = 0; band < 4 && pixel % 9 != 0; band++) {
        TestRows.set(paint, pixel / 100, pixel % 100, band, pixel / 3000 + 30 * band + 7);
      }
    }

    blendAll(paint, photo, rounding);

    assertBlended(before, paint, photo, rounding);
  }

  @ParameterizedTest
  @EnumSource
  void extremesOf16BitSamplesFollowTheDoubleFormula(Rounding rounding) {
    Random random = new Random(7);
    int[] edges = {0, 1, 2, 127, 128, 255, 256, 257, 32767, 32768, 32769, 65533, 65534, 65535};
    int[] alphas = IntStream.concat(IntStream.of(edges), random.ints(500, 0, 65536)).toArray();
    ImageGeometry gray = ImageGeometry.of(edges.length, 1, 1, 16);
    RasterWindow photo = TestRows.empty(gray);
    RasterWindow paint = TestRows.empty(gray.withSamples(4, 16));
    for (int alpha : alphas) {
      for (int p : edges) {
        for (int i = 0; i < edges.length; i++) {
          TestRows.set(photo, 0, i, 0, p);
          TestRows.set(paint, 0, i, 0, edges[i]);
          TestRows.set(paint, 0, i, 3, alpha);
        }
        RasterWindow before = TestRows.copy(photo);
        blendAll(paint, photo, rounding);
        assertBlended(before, paint, photo, rounding);
      }
    }
  }

  private static void blendAll(RasterWindow paint, RasterWindow photo, Rounding rounding) {
    RowBlend over = new RowBlend.Rule(BlendMode.SOURCE_OVER, rounding).onto(photo.geometry());
    for (int row = 0; row < photo.rows(); row++) {
      over.blend(paint, row, photo, row);
    }
  }

  private static void assertBlended(
      RasterWindow before, RasterWindow paint, RasterWindow after, Rounding rounding) {
    int[] expected = TestRows.samples(before);
    int[] paints = TestRows.samples(paint);
    ImageGeometry photo = before.geometry();
    for (int pixel = 0; pixel < expected.length / photo.bands(); pixel++) {
      for (int band = 0; band < photo.colorBands(); band++) {
        int i = pixel * photo.bands() + band;
        int m = paints[pixel * 4 + band];
        int alpha = paints[pixel * 4 + 3];
        expected[i] = expected(m, alpha, expected[i], TestRows.max(photo), rounding);
      }
    }
    assertThat(TestRows.samples(after)).isEqualTo(expected);
  }

  private static int expected(int m, int alpha, int p, int max, Rounding rounding) {
    double a = alpha / (double) max;
    double sum = m * a + p * (1 - a);
    return (int) (rounding == Rounding.HALF_UP ? Math.floor(sum + 0.5) : sum);
  }
}
