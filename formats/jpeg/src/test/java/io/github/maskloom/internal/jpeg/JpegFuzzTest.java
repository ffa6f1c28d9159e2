package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ArrayRows;
import java.io.IOException;

/** Finds bytes that make the reader fail otherwise than it promises. */
class JpegFuzzTest {
  private static final ImageLimits LIMITS =
      ImageLimits.DEFAULT.withMaxPixels(1 << 20).withMaxMetadataBytes(1 << 16);

  @FuzzTest
  void anyBytes(byte[] bytes) throws IOException {
    try (JpegReader reader =
        JpegReader.open(ImageSource.of(bytes), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      byte[] samples = ArrayRows.collect(reader, 8);

      assertThat(samples).hasSize(reader.geometry().rowSamples() * reader.geometry().height());
    } catch (ImageFormatException | ImageLimitException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
