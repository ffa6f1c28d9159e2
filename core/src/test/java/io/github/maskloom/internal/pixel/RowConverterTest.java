package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowConverterTest {
  private static final int WIDTH = 1027;
  private static final int GRAY_BACKGROUND = 0x9A9A9A;

  static Stream<Arguments> everySupportedPair() {
    return shapes()
        .flatMap(
            from ->
                shapes()
                    .filter(to -> from.colorBands() <= to.colorBands())
                    .map(to -> Arguments.of(from, to)));
  }

  private static Stream<ImageGeometry> shapes() {
    return IntStream.range(0, 8)
        .mapToObj(i -> ImageGeometry.of(WIDTH, 3, i % 4 + 1, i < 4 ? 8 : 16));
  }

  @ParameterizedTest
  @MethodSource("everySupportedPair")
  void flatteningFollowsTheDefinition(ImageGeometry from, ImageGeometry to) {
    int background = to.colorBands() == 1 ? GRAY_BACKGROUND : 0xFF2B07;

    RasterWindow source = TestRows.random(from, 1);
    RasterWindow target = convert(source, RowConverter.flattening(from, to, background), to);

    assertThat(TestRows.samples(target)).isEqualTo(naive(source, to, background));
  }

  @ParameterizedTest
  @MethodSource("everySupportedPair")
  void droppingAlphaKeepsColor(ImageGeometry from, ImageGeometry to) {
    RasterWindow source = TestRows.random(from, 2);
    RasterWindow target = convert(source, RowConverter.droppingAlpha(from, to), to);

    assertThat(TestRows.samples(target)).isEqualTo(naive(source, to, -1));
  }

  @Test
  void everyFlattenedEightBitSampleIsRoundedToNearest() {
    ImageGeometry from = ImageGeometry.of(256, 256, 2, 8);
    RasterWindow source = TestRows.empty(from);
    for (int sample = 0; sample < 256; sample++) {
      for (int alpha = 0; alpha < 256; alpha++) {
        TestRows.set(source, alpha, sample, 0, sample);
        TestRows.set(source, alpha, sample, 1, alpha);
      }
    }
    for (int gray : new int[] {0, 1, 100, 254, 255}) {
      ImageGeometry to = from.withSamples(1, 8);

      RasterWindow target = convert(source, RowConverter.flattening(from, to, gray * 0x010101), to);

      assertThat(TestRows.samples(target)).isEqualTo(naive(source, to, gray * 0x010101));
    }
  }

  @Test
  void wideningThenNarrowingIsTheIdentity() {
    ImageGeometry narrow = ImageGeometry.of(256, 1, 1, 8);
    RasterWindow source = TestRows.empty(narrow);
    for (int x = 0; x < 256; x++) {
      TestRows.set(source, 0, x, 0, x);
    }
    ImageGeometry wide = narrow.withSamples(1, 16);

    RasterWindow widened = convert(source, RowConverter.droppingAlpha(narrow, wide), wide);
    RasterWindow back = convert(widened, RowConverter.droppingAlpha(wide, narrow), narrow);

    assertThat(TestRows.get(widened, 0, 255, 0)).isEqualTo(65535);
    assertThat(TestRows.samples(back)).isEqualTo(TestRows.samples(source));
  }

  @Test
  void onlyEqualSamplesAreTheIdentity() {
    ImageGeometry rgb = ImageGeometry.of(5, 5, 3, 8);

    assertThat(RowConverter.droppingAlpha(rgb, rgb).isIdentity()).isTrue();
    assertThat(RowConverter.droppingAlpha(rgb, rgb.withSamples(4, 8)).isIdentity()).isFalse();
    assertThat(RowConverter.droppingAlpha(rgb, rgb.withSamples(3, 16)).isIdentity()).isFalse();
  }

  @Test
  void colorNeverBecomesGray() {
    ImageGeometry rgb = ImageGeometry.of(5, 5, 3, 8);
    ImageGeometry gray = rgb.withSamples(1, 8);

    assertThatThrownBy(() -> RowConverter.droppingAlpha(rgb, gray))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gray");
    assertThatThrownBy(() -> RowConverter.flattening(gray.withSamples(2, 8), gray, 0xFFFF00))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gray background");
  }

  @Test
  void widthsMustAgree() {
    ImageGeometry rgba = ImageGeometry.of(5, 5, 4, 8);

    assertThatThrownBy(() -> RowConverter.droppingAlpha(rgba, rgba.withSize(6, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width");
  }

  private static RasterWindow convert(
      RasterWindow source, RowConverter converter, ImageGeometry to) {
    RasterWindow target = TestRows.random(to, 99);
    for (int row = 0; row < source.rows(); row++) {
      converter.convert(source, row, target, row);
    }
    return target;
  }

  /** The conversion in doubles, pixel by pixel; a negative background drops alpha. */
  private static int[] naive(RasterWindow source, ImageGeometry to, int backgroundRgb) {
    ImageGeometry from = source.geometry();
    int max = TestRows.max(from);
    double depthScale = TestRows.max(to) / (double) max;
    RasterWindow target = TestRows.empty(to);
    for (int y = 0; y < source.rows(); y++) {
      for (int x = 0; x < from.width(); x++) {
        double alpha =
            from.hasAlpha() ? TestRows.get(source, y, x, from.bands() - 1) / (double) max : 1;
        for (int band = 0; band < to.colorBands(); band++) {
          double sample = TestRows.get(source, y, x, from.colorBands() == 1 ? 0 : band);
          if (backgroundRgb >= 0 && !to.hasAlpha()) {
            double background = (backgroundRgb >> (16 - 8 * band) & 0xFF) * (max / 255);
            sample = Math.rint(sample * alpha + background * (1 - alpha));
          }
          TestRows.set(target, y, x, band, (int) Math.rint(sample * depthScale));
        }
        if (to.hasAlpha()) {
          TestRows.set(target, y, x, to.bands() - 1, (int) Math.rint(alpha * max * depthScale));
        }
      }
    }
    return TestRows.samples(target);
  }
}
