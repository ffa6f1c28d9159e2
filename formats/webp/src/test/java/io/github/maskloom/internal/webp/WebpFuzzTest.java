package io.github.maskloom.internal.webp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;

/** Whatever the bytes, an image is delivered whole or refused. */
class WebpFuzzTest {
  private static final ImageLimits SMALL =
      ImageLimits.DEFAULT
          .withMaxPixels(1 << 20)
          .withMaxMetadataBytes(1 << 16)
          .withMaxHeldBytes(8 << 20);

  @FuzzTest
  void anyBytes(byte[] file) throws IOException {
    try (EncodedImage image = OpenedImage.of(file, SMALL)) {
      TestRows.drain(image.rows(), 3);
    } catch (ImageFormatException | ImageLimitException expected) {
      return;
    }
  }
}
