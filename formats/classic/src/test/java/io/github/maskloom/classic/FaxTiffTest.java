package io.github.maskloom.classic;

import io.github.maskloom.internal.codec.EncodedImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TIFF of fax codes. The files in {@code resources/tiff} were made with {@code tiffcp} of libtiff,
 * without fax codes and by the coding, bit order and layout that their names say.
 */
class FaxTiffTest {
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int T4_OPTIONS = 292;

  private static int[] samples(byte[] file, ImageLimits limits) throws IOException {
    try (EncodedImage image =
        EncodedImage.open(ImageSource.of(file), limits, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      return TestRows.drain(image.rows(), 3);
    }
  }

  private static int[] samples(byte[] file) throws IOException {
    return samples(file, ImageLimits.DEFAULT);
  }

  private static byte[] load(String name) throws IOException {
    try (InputStream in = FaxTiffTest.class.getResourceAsStream("/tiff/" + name + ".tif")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t4-fill-reversed", "t4-mixed", "t6-tiles", "t6-reversed"})
  void noiseOfLibtiffIsRead(String how) throws IOException {
    assertThat(samples(load("noise-" + how))).isEqualTo(samples(load("noise-plain")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t4-mixed", "t6-reversed"})
  void longRunsOfLibtiffAreRead(String how) throws IOException {
    assertThat(samples(load("runs-" + how))).isEqualTo(samples(load("runs-plain")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void noiseOfAnyWidthIsRead(String coding) throws IOException {
    for (int width : new int[] {2, 3, 7, 8, 9, 31, 64, 65, 257}) {
      BufferedImage drawn = TestImages.ofType(BufferedImage.TYPE_BYTE_BINARY, width, 12);
      byte[] file = ForeignFiles.tiff(drawn, coding, 5);

      int[] samples = samples(file);
      for (int i = 0; i < samples.length; i++) {
        assertThat(samples[i])
            .as("pixel %s of %s", i, width)
            .isEqualTo(drawn.getRaster().getSample(i % width, i / width, 0) * 255);
      }
    }
  }

  /** Each pixel another colour: in T.4, runs of 1 are 000111 in white and 010 in black. */
  @Test
  void theColourMayChangeAtEachPixel() throws IOException {
    byte[] codes = {0b0001_1101, 0b0000_1110, (byte) 0b1000_0111, 0b0100_0000};

    assertThat(samples(fax(6, 1, 2, codes))).containsExactly(255, 0, 255, 0, 255, 0);
    assertThat(samples(fax(6, 1, 3, codes))).containsExactly(255, 0, 255, 0, 255, 0);
  }

  private static byte[] fax(int width, int height, int compression, byte... codes) {
    return new TestTiff(width, height, 1, 1)
        .shorts(COMPRESSION, compression)
        .shorts(PHOTOMETRIC, 0)
        .stored(codes)
        .encode();
  }

  @Test
  void aColumnOfOnePixelIsRead() throws IOException {
    // V0 in white, H of white 0 and black 1, V0 and V0: white, black, black.
    byte[] codes = {(byte) 0b1001_0011, 0b0101_0101, (byte) 0b1000_0000};

    assertThat(samples(fax(1, 3, 4, codes))).containsExactly(255, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 10000000 00000000, 'row 1', 'the codes end too early'",
    "4, 10100000 10000000, 'row 1', 'a change is left of the one before'",
    "4, 00000011 11111111, 'row 0', 'uncompressed fax pixels are not read here'",
    "2, 00000000 00000000, 'row 0', 'the codes end too early'",
    "2, 00000000 11110000, 'row 0', 'the bits are no fax code'",
    "2, 11011000 00000000, 'row 0', 'more pixels than a row has'"
  })
  void brokenCodesAreRefusedWithTheirRow(int compression, String bits, String row, String rule) {
    byte[] codes = {
      (byte) Integer.parseInt(bits.substring(0, 8), 2),
      (byte) Integer.parseInt(bits.substring(9), 2)
    };
    byte[] file = fax(9, 3, compression, codes);

    assertThatThrownBy(() -> samples(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("strip 0, " + row)
        .hasMessageContaining(rule);
  }

  @Test
  void rowsThatNeedAnEndOfLineAreRefusedWithoutOne() {
    byte[] file =
        new TestTiff(9, 1, 1, 1)
            .shorts(COMPRESSION, 3)
            .shorts(T4_OPTIONS, 1)
            .stored((byte) 0b1010_0111)
            .encode();

    assertThatThrownBy(() -> samples(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("an end of line was expected");
  }

  @Test
  void aPageInOneStripIsNotHeld() throws IOException {
    BufferedImage page = TestImages.ofType(BufferedImage.TYPE_BYTE_BINARY, 2000, 3000);
    byte[] file = ForeignFiles.tiff(page, "CCITT T.6", 3000);

    assertThat(samples(file, ImageLimits.DEFAULT.withMaxHeldBytes(400_000))).hasSize(6_000_000);
  }
}
