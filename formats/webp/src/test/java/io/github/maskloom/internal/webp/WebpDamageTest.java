package io.github.maskloom.internal.webp;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.testing.Mutation;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files are read or refused, whatever is broken. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WebpDamageTest {
  private static final int MUTANTS = 2_000;

  private static final ImageLimits SMALL =
      ImageLimits.DEFAULT.withMaxPixels(1 << 18).withMaxHeldBytes(8 << 20);

  @Test
  void mutantsAreReadOrRefused() throws IOException {
    List<String> names = new ArrayList<>(WebpFiles.STILL);
    names.add("animated");
    names.add("animated-lossy");
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] file = WebpFiles.file(names.get(seed % names.size()));
      readOrRefuse(
          Mutation.of(file, seed), seed % 2 == 0 ? DamagePolicy.STRICT : DamagePolicy.LENIENT);
    }
  }

  private static void readOrRefuse(byte[] file, DamagePolicy damage) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(ImageSource.of(file), SMALL, damage, CancelSignal.NEVER)) {
      TestRows.drain(image.rows(), 16);
      image.countFrames();
    } catch (ImageFormatException | ImageLimitException expected) {
      return;
    }
  }
}
