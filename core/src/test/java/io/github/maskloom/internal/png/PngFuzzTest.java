package io.github.maskloom.internal.png;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a reader delivers the whole picture or says what is wrong with the file. */
class PngFuzzTest {
  private static final ImageLimits SMALL =
      ImageLimits.DEFAULT.withMaxPixels(1 << 20).withMaxMetadataBytes(1 << 16);

  static Stream<byte[]> seeds() {
    return Stream.of(
            TestPng.of(ColorType.GREY, 1, 9, 3),
            TestPng.of(ColorType.GREY, 16, 3, 3).transparent(5).interlaced(true),
            TestPng.of(ColorType.PALETTE, 4, 5, 4).paletteAlpha((byte) 3),
            TestPng.of(ColorType.RGB, 8, 8, 8).idatBytes(50).chunk("gAMA", new byte[4]),
            TestPng.of(ColorType.RGBA, 16, 4, 4).chunk("eXIf", new byte[12]))
        .map(TestPng::encode);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyBytes(byte[] file) throws IOException {
    try (PngRowReader reader = Pngs.open(file, SMALL)) {
      Pngs.read(reader, 3);
    } catch (ImageFormatException | ImageLimitException expected) {
      return;
    }
  }
}
