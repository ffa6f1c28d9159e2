package io.github.maskloom;

import static io.github.maskloom.image.BlendMode.MULTIPLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multiplied paint against its rule, pixel by pixel. */
@Timeout(60)
class BlendModeTest {
  private static final int WIDTH = 67;
  private static final int HEIGHT = 41;
  private static final ReadOptions STREAMED = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT);

  private static Made<CompositeReport> multiplied(
      byte[] photo, byte[] mask, OutputFormat format, ReadOptions reading) throws IOException {
    return Made.composite(
        MaskCompositor.create().withBlend(MULTIPLY).withFormat(format).withReading(reading),
        photo,
        mask);
  }

  /** The rule as it is documented, over whole images; a mask of 8 bits. */
  private static int[] expected(Picture photo, Picture mask) {
    int max = (1 << photo.geometry().depth()) - 1;
    int scale = max / 255;
    int bands = photo.geometry().bands();
    int colors = photo.geometry().colorBands();
    int[] samples = photo.samples().clone();
    for (int pixel = 0; pixel < samples.length / bands; pixel++) {
      double a = (double) (mask.samples()[4 * pixel + 3] * scale) / max;
      for (int band = 0; band < colors; band++) {
        double p = photo.samples()[pixel * bands + band];
        double m = mask.samples()[4 * pixel + band] * scale;
        samples[pixel * bands + band] = a == 0 ? (int) p : (int) (p * (1 - a) + a * p * m / max);
      }
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({"RGB,8", "RGB,16", "RGBA,8", "RGBA,16"})
  void everySampleFollowsTheRule(ColorType type, int depth) throws IOException {
    byte[] photo = TestPng.of(type, depth, WIDTH, HEIGHT).randomSamples(1).encode();
    byte[] mask = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).randomSamples(2).encode();
    int[] expected = expected(Picture.decoded(photo), Picture.decoded(mask));

    Made<CompositeReport> spliced = multiplied(photo, mask, OutputFormat.PNG, ReadOptions.DEFAULT);
    Made<CompositeReport> encoded = multiplied(photo, mask, OutputFormat.PNG, STREAMED);

    assertThat(spliced.report().strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(spliced.samples()).isEqualTo(expected);
    assertThat(encoded.report().strategy()).isEqualTo(Strategy.STREAM);
    assertThat(encoded.samples()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "2,2"})
  void aSplicedJpegIsNearTheRule(int horizontal, int vertical) throws IOException {
    byte[] photo = TestJpegs.subsampled(WIDTH, HEIGHT, horizontal, vertical);
    byte[] mask = mask(200, 90, 60, 150);

    Made<CompositeReport> spliced = multiplied(photo, mask, OutputFormat.JPEG, ReadOptions.DEFAULT);

    Picture before = Picture.decoded(photo);
    int[] after = spliced.samples();
    int[] expected = expected(before, Picture.decoded(mask));
    SplicedMcus mcus = spliced.report().kept().mcus().orElseThrow();
    assertThat(mcus.changed()).isPositive().isLessThan(mcus.total());
    assertThat(meanSquare(after, expected)).isLessThan(12);
    assertThat(meanSquare(after, before.samples())).isGreaterThan(40);
    for (int y = 0; y < HEIGHT; y++) {
      assertThat(after[3 * y * WIDTH]).isEqualTo(before.samples()[3 * y * WIDTH]);
    }
  }

  @Test
  void whitePaintChangesNoCoefficient() throws IOException {
    byte[] photo = TestJpegs.subsampled(WIDTH, HEIGHT, 2, 2);

    Made<CompositeReport> spliced =
        multiplied(photo, mask(255, 255, 255, 255), OutputFormat.JPEG, ReadOptions.DEFAULT);

    SplicedMcus mcus = spliced.report().kept().mcus().orElseThrow();
    assertThat(mcus.touched()).isPositive();
    assertThat(mcus.changed()).isZero();
  }

  /** A rectangle of one color in the middle. */
  private static byte[] mask(int red, int green, int blue, int alpha) {
    int[] samples = new int[4 * WIDTH * HEIGHT];
    for (int y = HEIGHT / 4; y < HEIGHT * 3 / 4; y++) {
      for (int x = WIDTH / 3; x < WIDTH * 2 / 3; x++) {
        int at = 4 * (y * WIDTH + x);
        samples[at] = red;
        samples[at + 1] = green;
        samples[at + 2] = blue;
        samples[at + 3] = alpha;
      }
    }
    return TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).samples(samples).encode();
  }

  private static double meanSquare(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow(one[i] - other[i], 2);
    }
    return sum / one.length;
  }
}
