package io.github.maskloom.internal.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds bytes that make the reader fail otherwise than it promises. */
class JpegFuzzTest {
  private static final ImageLimits LIMITS =
      ImageLimits.DEFAULT.withMaxPixels(1 << 20).withMaxMetadataBytes(1 << 16);

  static Stream<byte[]> seeds() {
    byte[] baseline = TestJpegs.baseline(24, 18, 3);
    return Stream.of(
        baseline,
        TestJpegs.baseline(24, 18, 1),
        TestJpegs.restarting(24, 18, 1),
        TestJpegs.progressive(24, 18, 3),
        TestJpegs.inks(9, 9, new int[] {1, 2, 3, 4}, 2),
        JpegEdits.withExif(baseline, JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6)),
        JpegEdits.withProfile(baseline, new byte[100], 2),
        JpegFixtures.load("three-scans.jpg"),
        JpegFixtures.load("adobe-rgb.jpg"),
        JpegFixtures.load("arithmetic.jpg"));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void anyBytesDecodeOrAreRefused(byte[] bytes) throws IOException {
    try (JpegReader reader = JpegReader.open(ImageSource.of(bytes), LIMITS, CancelSignal.NEVER)) {
      byte[] samples = ArrayRows.collect(reader, 8);

      assertThat(samples).hasSize(reader.geometry().rowSamples() * reader.geometry().height());
    } catch (ImageFormatException | ImageLimitException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
