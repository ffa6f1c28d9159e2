package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cancel of images whose pixels all go into a file before the first row. */
final class CancelledSpooling {
  private CancelledSpooling() {}

  /** Cancels before the first row is read. */
  static void assertEnds(byte[] file) throws IOException {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (EncodedImage image =
        EncodedImage.open(
            ImageSource.of(file), ImageLimits.DEFAULT, DamagePolicy.STRICT, cancelled::get)) {
      cancelled.set(true);

      assertThatThrownBy(() -> TestRows.drain(image.rows(), 3))
          .isInstanceOf(CancelledException.class);
    }
  }
}
