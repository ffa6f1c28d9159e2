package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TIFF whose colors are multiplied by alpha (ExtraSamples 1): they come out divided by it, rounded
 * down and none above the largest, as libvips and Pillow show them.
 */
class TiffImageAlphaTest {
  private static final int EXTRA_SAMPLES = 338;
  private static final int ASSOCIATED = 1;

  private static void assertSamples(TestTiff tiff, int bands, int depth, int... expected)
      throws IOException {
    byte[] file = tiff.shorts(EXTRA_SAMPLES, ASSOCIATED).encode();
    try (EncodedImage image = OpenedImage.of(file)) {
      assertThat(image.rows().geometry())
          .isEqualTo(ImageGeometry.of(expected.length / bands, 1, bands, depth));
      assertThat(TestRows.drain(image.rows(), 1)).isEqualTo(expected);
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] shorts(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  @Test
  void opaqueGrayStaysAsItIs() throws IOException {
    TestTiff tiff = new TestTiff(3, 1, 2, 8).stored(bytes(50, 255, 108, 255, 200, 255));

    assertSamples(tiff, 2, 8, 50, 255, 108, 255, 200, 255);
  }

  @Test
  void grayIsDividedByItsAlpha() throws IOException {
    TestTiff tiff = new TestTiff(4, 1, 2, 8).stored(bytes(50, 128, 128, 128, 1, 255, 7, 9));

    assertSamples(tiff, 2, 8, 99, 128, 255, 128, 1, 255, 198, 9);
  }

  @Test
  void aColorAboveItsAlphaIsTheLargest() throws IOException {
    TestTiff tiff =
        new TestTiff(3, 1, 4, 8).stored(bytes(200, 0, 50, 100, 0, 255, 1, 1, 9, 8, 10, 9));

    assertSamples(tiff, 4, 8, 255, 0, 127, 100, 0, 255, 255, 1, 255, 226, 255, 9);
  }

  @Test
  void whatCannotBeSeenIsBlack() throws IOException {
    TestTiff tiff = new TestTiff(2, 1, 4, 8).stored(bytes(0, 0, 0, 0, 30, 20, 10, 0));

    assertSamples(tiff, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
  void samplesOf16BitsAreDividedToo(String name) throws IOException {
    ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    TestTiff gray =
        new TestTiff(3, 1, 2, 16)
            .order(order)
            .stored(shorts(order, 50, 65_535, 10_000, 20_000, 60_000, 40_000));
    TestTiff color =
        new TestTiff(2, 1, 4, 16).order(order).stored(shorts(order, 1, 2, 3, 4, 65_535, 0, 300, 0));

    assertSamples(gray, 2, 16, 50, 65_535, 32_767, 20_000, 65_535, 40_000);
    assertSamples(color, 4, 16, 16_383, 32_767, 49_151, 4, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void samplesInPlanesAndTilesAreDividedToo(boolean tiled) throws IOException {
    byte[] rows = bytes(10, 20, 30, 40, 255, 255, 255, 255);
    TestTiff tiff = new TestTiff(2, 1, 4, 8);
    if (tiled) {
      byte[] tile = new byte[16 * 16 * 4];
      System.arraycopy(rows, 0, tile, 0, rows.length);
      tiff.tiles(16, 16).stored(tile);
    } else {
      tiff.stored(rows);
    }

    assertSamples(tiff, 4, 8, 63, 127, 191, 40, 255, 255, 255, 255);
  }
}
