package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.testing.OpenedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What BMPs of people's programs hold. */
class BmpReaderTest {
  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A BMP without palette and pixels, stored from the bottom up unless the height is negative. */
  private static byte[] header(
      int pixelsAt, int pixelBytes, int width, int height, int bits, int compression) {
    byte[] file = new byte[pixelsAt + pixelBytes];
    ByteBuffer bmp = little(file);
    bmp.put("BM".getBytes(US_ASCII)).putInt(bmp.capacity()).putInt(0).putInt(pixelsAt);
    bmp.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    bmp.putInt(compression);
    return file;
  }

  /** A BMP of 2x2 pixels of 16 bits. */
  private static byte[] bmp(int headerBytes, int height, int[] masks, int... pixels) {
    byte[] file = header(14 + headerBytes, 8, 2, height, 16, 3);
    ByteBuffer bmp = little(file);
    bmp.putInt(14, headerBytes).position(54);
    for (int mask : masks) {
      bmp.putInt(mask);
    }
    bmp.position(14 + headerBytes);
    for (int pixel : pixels) {
      bmp.putShort((short) pixel);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 108, 124})
  void pixelsOf16BitsMayHaveAlpha(int headerBytes) throws IOException {
    int[] a1r5g5b5 = {0x7C00, 0x3E0, 0x1F, 0x8000};
    int[] a4r4g4b4 = {0xF00, 0xF0, 0xF, 0xF000};

    assertThat(OpenedImage.samples(bmp(headerBytes, 2, a1r5g5b5, 0xFFFF, 0xBE11, 0x8443, 0x7FFF)))
        .containsExactly(8, 16, 25, 255, 255, 255, 255, 0, 255, 255, 255, 255, 123, 132, 140, 255);
    assertThat(OpenedImage.samples(bmp(headerBytes, -2, a4r4g4b4, 0x1234, 0xF789, 0x0ABC, 0x8DEF)))
        .containsExactly(34, 51, 68, 17, 119, 136, 153, 255, 170, 187, 204, 0, 221, 238, 255, 136);
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 108, 124})
  void masksWithoutBitFieldsMeanNothing(int headerBytes) throws IOException {
    byte[] file = bmp(headerBytes, 2, new int[] {0xFF, 0xFF00, 0xFF0000, 0xFF000000}, 0, 0, 0, 0);
    little(file).putShort(28, (short) 32).putInt(30, 0).putInt(18, 1).putInt(22, 1);
    little(file).putInt(14 + headerBytes, 0x80102030);

    assertThat(OpenedImage.samples(file)).containsExactly(0x10, 0x20, 0x30);
  }

  @Test
  void bitFieldsThatOverlapOrHaveGapsAreRefused() {
    for (int[] masks :
        new int[][] {
          {0xF00, 0xF0, 0xF, 0xF800}, {0xF00, 0xF0, 0x5, 0xF000}, {0xF00, 0xF0, 0xF, 0x10000}
        }) {
      assertThatThrownBy(() -> OpenedImage.samples(bmp(108, 2, masks, 0, 0, 0, 0)))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("a bit field has gaps or passes its pixel");
    }
  }

  @Test
  void runLengthsThatEndWithinALiteralAreTruncated() throws IOException {
    byte[] whole = runLengths(3, 7, 0, 0, 0, 3, 1, 2, 3, 0);

    assertThat(OpenedImage.samples(whole)).hasSize(18);
    for (int cut = 1; cut <= 4; cut++) {
      byte[] shorter = Arrays.copyOf(whole, whole.length - cut);
      assertThatThrownBy(() -> OpenedImage.samples(shorter))
          .isInstanceOf(ImageFormatException.class);
    }
  }

  /** A BMP of 3x2 pixels of 8 bits and a palette of two colors, stored in run lengths. */
  private static byte[] runLengths(int... codes) {
    byte[] file = header(62, codes.length, 3, 2, 8, 1);
    ByteBuffer bmp = little(file);
    bmp.putInt(46, 2).position(58).put(new byte[] {3, 2, 1, 0});
    for (int code : codes) {
      bmp.put((byte) code);
    }
    return file;
  }

  @Test
  void spoolingRunLengthsEndsWhenItIsCancelled() throws IOException {
    byte[] file = runLengths(3, 0, 0, 0, 1, 1, 2, 0);
    CancelledSpooling.assertEnds(file);
  }

  @Test
  void theLastRowOfRunLengthsNeedsNoEnd() throws IOException {
    assertThat(OpenedImage.samples(runLengths(3, 0, 0, 0, 1, 1, 2, 0)))
        .containsExactly(1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(OpenedImage.samples(runLengths(3, 0, 0, 0, 1, 1, 2, 0, 0, 1)))
        .isEqualTo(OpenedImage.samples(runLengths(3, 0, 0, 0, 1, 1, 2, 0)));
  }

  @Test
  void whatRunLengthsJumpOverIsTheFirstColor() throws IOException {
    assertThat(OpenedImage.samples(runLengths(1, 1, 0, 2, 0, 1, 1, 1, 0, 1)))
        .containsExactly(0, 0, 0, 1, 2, 3, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void runLengthsBehindTheLastRowAreRefused() {
    assertThatThrownBy(() -> OpenedImage.samples(runLengths(3, 1, 0, 0, 3, 0, 0, 0, 1, 0)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("run lengths leave the image");
  }

  /** The palette reaches to the pixels, and may have more colors than pixels can name. */
  @Test
  void aPaletteMayHaveColorsTooMany() throws IOException {
    byte[] file = header(54 + 4 * 17, 4, 2, 1, 4, 0);
    little(file).putInt(54, 0x010203).putInt(54 + 4 * 15, 0x040506).put(54 + 4 * 17, (byte) 0x0F);

    assertThat(OpenedImage.samples(file)).containsExactly(1, 2, 3, 4, 5, 6);
  }
}
