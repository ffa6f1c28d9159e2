package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestTiff;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFF that readers on libtiff show, although it is not quite as the specification has it. */
class TiffImageTest {
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int COLOR_MAP = 320;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void withoutACompressionFieldItIsNotCompressed(int bands) throws IOException {
    TestTiff tiff = new TestTiff(9, 7, bands, 8).strips(3);

    assertThat(OpenedImage.samples(tiff.without(COMPRESSION).encode()))
        .isEqualTo(OpenedImage.samples(new TestTiff(9, 7, bands, 8).strips(3).encode()));
  }

  /**
   * Four pixels of a palette of that many colors; red, green and blue of index {@code i} differ.
   */
  private static int[] colors(int bits, IntUnaryOperator stored) throws IOException {
    int size = 1 << bits;
    int[] palette = new int[3 * size];
    for (int i = 0; i < size; i++) {
      palette[i] = stored.applyAsInt(i);
      palette[size + i] = stored.applyAsInt(size - 1 - i);
      palette[2 * size + i] = stored.applyAsInt(i / 2);
    }
    byte[] indices = {0, 1, (byte) (size / 2), (byte) (size - 1)};
    return OpenedImage.samples(
        new TestTiff(4, 1, 1, bits)
            .shorts(PHOTOMETRIC, 3)
            .shorts(COLOR_MAP, palette)
            .stored(indices)
            .encode());
  }

  @Test
  void thePaletteIsTheUpperByteOfItsValues() throws IOException {
    int[] expected = {0, 255, 0, 1, 254, 0, 128, 127, 64, 255, 0, 127};

    assertThat(colors(8, v -> v << 8)).isEqualTo(expected);
    assertThat(colors(8, v -> v << 8 | 0xFF)).isEqualTo(expected);
    assertThat(colors(8, v -> v * 0x101)).isEqualTo(expected);
  }

  @Test
  void aPaletteWhoseValuesFitIntoBytesIsOfBytes() throws IOException {
    assertThat(colors(8, v -> v)).containsExactly(0, 255, 0, 1, 254, 0, 128, 127, 64, 255, 0, 127);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 2, 1",
    "1, 4, 1",
    "1, 8, 1",
    "3, 8, 1",
    "4, 16, 1",
    "1, 1, 8",
    "3, 8, 8",
    "1, 16, 32773",
    "2, 8, 32773"
  })
  void theLowestBitMayComeFirst(int bands, int bits, int compression) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      TestTiff usual = new TestTiff(37, 23, bands, bits).order(order).compression(compression);
      TestTiff reversed =
          new TestTiff(37, 23, bands, bits).order(order).compression(compression).reversed();

      assertThat(OpenedImage.samples(reversed.strips(5).encode()))
          .isEqualTo(OpenedImage.samples(usual.strips(5).encode()));
    }
  }

  @Test
  void theLowestBitMayComeFirstInTiles() throws IOException {
    TestTiff usual = new TestTiff(300, 23, 3, 8).compression(8).tiles(16, 16);
    TestTiff reversed = new TestTiff(300, 23, 3, 8).compression(8).tiles(16, 16).reversed();

    assertThat(OpenedImage.samples(reversed.encode()))
        .isEqualTo(OpenedImage.samples(usual.encode()));
  }

  /** A row of these tiles is too much to hold, so that all go into a file first. */
  @Test
  void spoolingTilesEndsWhenItIsCancelled() throws IOException {
    byte[] file = new TestTiff(12_000, 64, 3, 8).compression(8).tiles(64, 64).encode();
    CancelledSpooling.assertEnds(file);
  }
}
