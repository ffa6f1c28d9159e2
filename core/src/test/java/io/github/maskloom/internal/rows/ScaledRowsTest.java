package io.github.maskloom.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ImageRows;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos;
import io.github.maskloom.internal.scale.Lanczos.Averaging;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Averaging before the kernel, where much is shrunk, changes no sample by more than two levels. */
class ScaledRowsTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 431;

  /** What a gray image shows. */
  enum Pattern {
    NOISE((x, y) -> new Random(x * 7919L + y).nextInt(256)),
    UPRIGHT_EDGE((x, y) -> x < 317 ? 0 : 255),
    LEVEL_EDGE((x, y) -> y < 211 ? 255 : 0),
    CORNER((x, y) -> x > 203 && y > 117 ? 255 : 0),
    SLANTED_EDGE((x, y) -> 3 * x + 7 * y < 2000 ? 255 : 0),
    LINE((x, y) -> x == 300 ? 255 : 0),
    STRIPES_OF_ONE((x, y) -> x % 2 * 255),
    STRIPES_OF_THREE((x, y) -> x / 3 % 2 * 255),
    CHECKS((x, y) -> (x / 40 + y / 40) % 2 * 255),
    GRADIENT((x, y) -> (x + y) / 5 % 256),
    RINGS((x, y) -> (int) (127.5 + 127.5 * Math.sin((x * x + y * y) / 900.0)));

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the samples.
    private final byte[] samples = new byte[WIDTH * HEIGHT];

    Pattern(IntBinaryOperator sampleAt) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) sampleAt.applyAsInt(i % WIDTH, i / WIDTH);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void averagingFirstIsHardlySeen(Pattern pattern) throws IOException {
    for (int width : new int[] {40, 39, 31, 26, 20, 13, 7, 3, 1}) {
      for (int height : new int[] {431, 43, 13, 6, 1}) {
        assertThat(largestDifference(pattern, width, height))
            .as("%s to %sx%s", pattern, width, height)
            .isLessThanOrEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"41, 14", "128, 87", "640, 431", "1300, 500"})
  void littleShrinkingIsExact(int width, int height) throws IOException {
    assertThat(largestDifference(Pattern.NOISE, width, height)).isZero();
  }

  private static int largestDifference(Pattern pattern, int width, int height) throws IOException {
    int[] actual = TestRows.drain(ImageRows.scaled(picture(pattern), width, height), 3);
    int[] exact = exact(pattern, width, height);
    int largest = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i] - actual[i]));
    }
    return largest;
  }

  private static int[] exact(Pattern pattern, int width, int height) throws IOException {
    WindowReader picture = picture(pattern);
    Lanczos scaler =
        new Lanczos(
            picture.geometry(), Area.of(WIDTH, HEIGHT), Area.of(width, height), Averaging.SAMPLES);
    RasterWindow source = new RasterWindow(picture.geometry(), 1);
    RasterWindow target = new RasterWindow(scaler.targetGeometry(), height);
    for (int row = 0; row < height; row++) {
      while (scaler.needsRow()) {
        picture.read(source);
        scaler.feed(source, 0);
      }
      scaler.emit(target, row);
    }
    int[] samples = new int[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = target.bytes()[i] & 0xFF;
    }
    return samples;
  }

  private static WindowReader picture(Pattern pattern) {
    return new ArrayRows(ImageGeometry.of(WIDTH, HEIGHT, 1, 8), pattern.samples);
  }
}
