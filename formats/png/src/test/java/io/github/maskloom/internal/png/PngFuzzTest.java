package io.github.maskloom.internal.png;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import java.io.IOException;

/** Whatever the bytes, a reader delivers the whole image or says what is wrong with the file. */
class PngFuzzTest {
  private static final ImageLimits SMALL =
      ImageLimits.DEFAULT.withMaxPixels(1 << 20).withMaxMetadataBytes(1 << 16);

  @FuzzTest
  void anyBytes(byte[] file) throws IOException {
    try (PngRowReader reader = Pngs.open(file, SMALL)) {
      Pngs.read(reader, 3);
    } catch (ImageFormatException | ImageLimitException expected) {
      return;
    }
  }

  @FuzzTest
  void rowsThatArePassedOver(FuzzedDataProvider input) throws IOException {
    RepeatedRowsTest.compare(input);
  }
}
