package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.internal.pipeline.WindowHandOff;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.ArrayRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bytes as the IJG library's programs make, and on every JDK. */
class JpegReferenceTest {
  @ParameterizedTest
  @CsvSource({"2, 67, 45", "4, 67, 45", "8, 67, 45", "2, 5, 3", "4, 2, 9", "8, 33, 1"})
  void decodesAtAReducedSizeNearlyWhatASmoothImageAverages(int denominator, int width, int height)
      throws IOException {
    for (ChromaSampling chroma : ChromaSampling.values()) {
      byte[] file = encoded(smooth(width, height), new OutputFormat.Jpeg(95, 0).withChroma(chroma));
      byte[] whole = samples(file, 1);
      byte[] reduced = samples(file, denominator);

      ImageGeometry geometry = open(file, 1).geometry();
      int[] averages = averages(whole, geometry, denominator);
      assertThat(reduced).hasSameSizeAs(averages);
      double sum = 0;
      for (int i = 0; i < reduced.length; i++) {
        sum += Math.abs((reduced[i] & 0xFF) - averages[i]);
      }
      assertThat(sum / reduced.length).isLessThan(1.5 + denominator / 2.0);
    }
  }

  /** Colors that change slowly from corner to corner. */
  private static ArrayRows smooth(int width, int height) {
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      int band = i % 3;
      samples[i] = (byte) (20 + 20 * band + (2 - band) * x + (1 + band) * y / 2);
    }
    return new ArrayRows(ImageGeometry.of(width, height, 3, 8), samples);
  }

  private static int[] averages(byte[] samples, ImageGeometry geometry, int block) {
    int bands = geometry.bands();
    int width = (geometry.width() + block - 1) / block;
    int height = (geometry.height() + block - 1) / block;
    int[] averages = new int[width * height * bands];
    for (int i = 0; i < averages.length; i++) {
      int left = i / bands % width * block;
      int top = i / bands / width * block;
      int sum = 0;
      int count = 0;
      for (int y = top; y < Math.min(top + block, geometry.height()); y++) {
        for (int x = left; x < Math.min(left + block, geometry.width()); x++) {
          sum += samples[(y * geometry.width() + x) * bands + i % bands] & 0xFF;
          count++;
        }
      }
      averages[i] = sum / count;
    }
    return averages;
  }

  @Test
  void decodesToTheSameSamplesOnEveryMachine() throws IOException {
    byte[] color = encoded(color(200, 150), new OutputFormat.Jpeg(75, 0));

    assertThat(
            List.of(
                sha(samples(JpegFixtures.load("three-scans.jpg"), 1)),
                sha(samples(JpegFixtures.load("ycck.jpg"), 1)),
                sha(samples(color, 1)),
                sha(samples(color, 2))))
        .containsExactly(
            "9f66870afb33961b", "a32f32434e311ef3", "ee3804bfab42b771", "49aae70da7af96fe");
  }

  @Test
  void encodesToTheSameBytesOnEveryMachine() throws IOException {
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(85, 0);

    assertThat(
            List.of(
                sha(encoded(color(200, 150), format)),
                sha(encoded(color(200, 150), format.withOptimized(true)))))
        .containsExactly("c5279b7052b6ef33", "a257b2d1501e13f2");
  }

  @Test
  void codesMadeForTheImageSaveBytesAndChangeNoSample() throws IOException {
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(85, 0);
    byte[] typical = encoded(color(200, 150), format);
    byte[] optimized = encoded(color(200, 150), format.withOptimized(true));

    assertThat(optimized).hasSizeLessThan(typical.length);
    assertThat(samples(optimized, 1)).isEqualTo(samples(typical, 1));
  }

  @Test
  void anImageTooLargeToHoldGetsTheTypicalCodes() throws IOException {
    ImageGeometry gray = ImageGeometry.of(1_600, 1_600, 1, 8);
    byte[] noise = new byte[1_600 * 1_600];
    new Random(6).nextBytes(noise);
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(100, 0);

    byte[] optimized = encoded(new ArrayRows(gray, noise), format.withOptimized(true));

    assertThat(optimized).isEqualTo(encoded(new ArrayRows(gray, noise), format));
  }

  @Test
  void readsWhenAskedWithoutAThread() throws IOException {
    try (JpegReader reader = open(encoded(color(67, 45), new OutputFormat.Jpeg(75, 0)), 1)) {
      assertThat(WindowHandOff.reader(reader, 8)).isSameAs(reader);
      RasterWindow window = new RasterWindow(reader.geometry(), 40);

      assertThat(reader.read(window)).isEqualTo(40);
      assertThat(reader.read(window)).isEqualTo(5);
      assertThat(reader.read(window)).isZero();
    }
  }

  /** Waves and noise, from integers alone. */
  private static ArrayRows color(int width, int height) {
    byte[] samples = new byte[3 * width * height];
    Random random = new Random(width);
    for (int i = 0; i < samples.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      int wave = (x * (3 + i % 3) + y * 5) % 256;
      samples[i] = (byte) (Math.abs(wave - 128) + random.nextInt(1 + x % 60));
    }
    return new ArrayRows(ImageGeometry.of(width, height, 3, 8), samples);
  }

  private static JpegReader open(byte[] jpeg, int denominator) throws IOException {
    return Jpegs.open(jpeg).reduced(denominator);
  }

  private static byte[] samples(byte[] jpeg, int denominator) throws IOException {
    return ArrayRows.collect(open(jpeg, denominator), 8);
  }

  private static byte[] encoded(ArrayRows rows, OutputFormat.Jpeg format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JpegWriter.write(rows, format, ImageMetadata.NONE, out);
    return out.toByteArray();
  }

  private static String sha(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString().substring(0, 16);
  }
}
