package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GIFs of people's programs hold. */
class GifReaderTest {
  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrameThatIsCutSaysInWhichRow(boolean interlaced) {
    byte[] gif = ForeignFiles.gif(TestImages.indexed(8, -1, 23, 18), interlaced);

    for (int missing = 3; missing < 250; missing++) {
      byte[] cut = Arrays.copyOf(gif, gif.length - missing);
      assertThatThrownBy(() -> OpenedImage.samples(cut))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageMatching(
              "GIF at byte \\d+: the file ends (in row \\d+ of 18|before the image does)");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrameStandsAtItsPlaceOnTheScreen(boolean interlaced) throws IOException {
    byte[] gif = ForeignFiles.gif(TestImages.indexed(8, -1, 23, 18), interlaced);
    int[] frame = OpenedImage.samples(gif);
    int frameAt = 13 + 3 * 256 + 1;
    while (gif[frameAt - 1] != ',') {
      frameAt++;
    }
    little(gif).putShort(6, (short) 30).putShort(8, (short) 25);
    little(gif).putShort(frameAt, (short) 4).putShort(frameAt + 2, (short) 5);

    try (EncodedImage image = OpenedImage.of(gif)) {
      assertThat(image.rows().geometry()).isEqualTo(ImageGeometry.of(30, 25, 4, 8));
      int[] screen = TestRows.drain(image.rows(), 4);
      assertThat(screen).startsWith(0, 0, 0, 0);
      for (int y = 0; y < 25; y++) {
        for (int x = 0; x < 30; x++) {
          boolean inside = x >= 4 && x < 4 + 23 && y >= 5 && y < 5 + 18;
          int at = (y * 30 + x) * 4;
          assertThat(screen[at + 3]).isEqualTo(inside ? 255 : 0);
          if (inside) {
            assertThat(screen[at]).isEqualTo(frame[((y - 5) * 23 + x - 4) * 3]);
          }
        }
      }
    }
  }

  /** A GIF of one row of single indices and a palette of (10, 11, 12), (20, 21, 22)... */
  private static byte[] gif(int colors, int codeSize, int transparent, int... indices) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GIF89a".getBytes(US_ASCII));
    int flags = 0x80 | (30 - Integer.numberOfLeadingZeros(colors));
    file.writeBytes(new byte[] {(byte) indices.length, 0, 1, 0, (byte) flags, 0, 0});
    for (int i = 1; i <= colors; i++) {
      file.writeBytes(new byte[] {(byte) (10 * i), (byte) (10 * i + 1), (byte) (10 * i + 2)});
    }
    file.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0, (byte) transparent, 0});
    file.writeBytes(new byte[] {',', 0, 0, 0, 0, (byte) indices.length, 0, 1, 0, 0});
    // A clear code before each index keeps codes at one length.
    int clear = 1 << codeSize;
    StringBuilder bits = new StringBuilder();
    for (int index : indices) {
      bits.insert(0, code(clear, codeSize)).insert(0, code(index, codeSize));
    }
    bits.insert(0, code(clear + 1, codeSize));
    byte[] codes = new BigInteger(bits.toString(), 2).toByteArray();
    file.write(codeSize);
    file.write(codes.length);
    for (int i = codes.length - 1; i >= 0; i--) {
      file.write(codes[i]);
    }
    file.writeBytes(new byte[] {0, ';'});
    return file.toByteArray();
  }

  private static String code(int code, int codeSize) {
    return Integer.toBinaryString(1 << (codeSize + 1) | code).substring(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 255})
  void aTransparentIndexBeyondTheColorsMakesNoneOfThemTransparent(int index) throws IOException {
    assertThat(OpenedImage.samples(gif(4, 2, index, 0, 3, 2)))
        .containsExactly(10, 11, 12, 255, 40, 41, 42, 255, 30, 31, 32, 255);
  }

  @Test
  void aPixelOfATransparentIndexBeyondTheColorsIsTransparent() throws IOException {
    assertThat(OpenedImage.samples(gif(4, 8, 203, 3, 203, 1)))
        .containsExactly(40, 41, 42, 255, 0, 0, 0, 0, 20, 21, 22, 255);
  }

  @Test
  void aPixelBeyondTheColorsIsBlack() throws IOException {
    assertThat(OpenedImage.samples(gif(4, 8, 1, 3, 203, 1)))
        .containsExactly(40, 41, 42, 255, 0, 0, 0, 255, 20, 21, 22, 0);
  }

  /** Codes of 3 bits, the first index of which is 2, in pieces of some bytes. */
  private static byte[] pieces(int pieceBytes, String bits) {
    byte[] whole = gif(4, 2, 1, 2, 2, 2);
    int codesAt = whole.length - 4;
    while (whole[codesAt] != ',') {
      codesAt--;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(whole, 0, codesAt + 11);
    byte[] codes = new BigInteger("1" + "0".repeat(-bits.length() & 7) + bits, 2).toByteArray();
    for (int i = codes.length - 1; i > 0; i -= pieceBytes) {
      file.write(Math.min(pieceBytes, i));
      for (int j = i; j > Math.max(0, i - pieceBytes); j--) {
        file.write(codes[j]);
      }
    }
    file.write(0);
    return file.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 255})
  void codesMayStandInPiecesOfAnyLength(int pieceBytes) throws IOException {
    byte[] file = pieces(pieceBytes, "101" + "010" + "100" + "010" + "100" + "010" + "100");

    assertThat(OpenedImage.samples(file)).isEqualTo(OpenedImage.samples(gif(4, 2, 1, 2, 2, 2)));
  }

  @Test
  void aTableMayBeClearedTwice() throws IOException {
    byte[] file = pieces(255, "101" + "010" + "100" + "010" + "100" + "010" + "100" + "100");

    assertThat(OpenedImage.samples(file)).isEqualTo(OpenedImage.samples(gif(4, 2, 1, 2, 2, 2)));
  }

  @Test
  void aFrameWithoutAllItsCodesIsRefused() {
    assertThatThrownBy(
            () -> OpenedImage.samples(pieces(255, "101" + "010" + "100" + "010" + "100")))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("the frame ends after row 0");
    assertThatThrownBy(
            () -> OpenedImage.samples(pieces(255, "101" + "111" + "100" + "010" + "100")))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("a code is out of sequence");
  }
}
