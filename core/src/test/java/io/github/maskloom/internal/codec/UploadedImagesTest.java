package io.github.maskloom.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Bomb;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.SeedImages;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people's programs really write, and what once was read wrongly. */
class UploadedImagesTest {
  private static EncodedImage open(ImageSource source) throws IOException {
    return EncodedImage.open(source, ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER);
  }

  private static int[] samples(byte[] file) throws IOException {
    try (EncodedImage image = open(ImageSource.of(file))) {
      return TestRows.drain(image.rows(), 3);
    }
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aGifFrameStandsAtItsPlaceOnTheScreen(int number) throws IOException {
    byte[] gif = SeedImages.GIF.files().get(number);
    int[] frame = samples(gif);
    int frameAt = 13 + 3 * 256 + 1;
    while (gif[frameAt - 1] != ',') {
      frameAt++;
    }
    little(gif).putShort(6, (short) 30).putShort(8, (short) 25);
    little(gif).putShort(frameAt, (short) 4).putShort(frameAt + 2, (short) 5);

    try (EncodedImage image = open(ImageSource.of(gif))) {
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
  void aTransparentIndexBeyondTheColoursOfAGifMakesNoneOfThemTransparent(int index)
      throws IOException {
    assertThat(samples(gif(4, 2, index, 0, 3, 2)))
        .containsExactly(10, 11, 12, 255, 40, 41, 42, 255, 30, 31, 32, 255);
  }

  @Test
  void aPixelOfATransparentIndexBeyondTheColoursIsTransparent() throws IOException {
    assertThat(samples(gif(4, 8, 203, 3, 203, 1)))
        .containsExactly(40, 41, 42, 255, 0, 0, 0, 0, 20, 21, 22, 255);
  }

  @Test
  void aPixelBeyondTheColoursOfAGifIsBlack() throws IOException {
    assertThat(samples(gif(4, 8, 1, 3, 203, 1)))
        .containsExactly(40, 41, 42, 255, 0, 0, 0, 255, 20, 21, 22, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPngIsTurnedUprightByItsExif(boolean interlaced) throws IOException {
    TestPng plain = TestPng.of(ColorType.RGB, 8, 3, 2).interlaced(interlaced);
    int[] stored = samples(plain.encode());
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 3);

    try (EncodedImage image = open(ImageSource.of(plain.chunk("eXIf", exif).encode()))) {
      int[] turned = TestRows.drain(image.rows(), 1);
      assertThat(image.description().orientation()).isEqualTo(3);
      assertThat(turned[0]).isEqualTo(stored[15]);
      assertThat(image.rows().metadata().exif()).hasValue(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1));
    }
  }

  /** A BMP of 2x2 pixels of 16 bits, stored from the bottom up unless the height is negative. */
  private static byte[] bmp(int headerBytes, int height, int[] masks, int... pixels) {
    byte[] file = new byte[14 + headerBytes + 8];
    ByteBuffer bmp = little(file);
    bmp.put("BM".getBytes(US_ASCII)).putInt(bmp.capacity()).putInt(0).putInt(14 + headerBytes);
    bmp.putInt(headerBytes).putInt(2).putInt(height);
    bmp.putShort((short) 1).putShort((short) 16).putInt(3).position(54);
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
  void aBmpMayHaveAlphaIn16Bits(int headerBytes) throws IOException {
    int[] a1r5g5b5 = {0x7C00, 0x3E0, 0x1F, 0x8000};
    int[] a4r4g4b4 = {0xF00, 0xF0, 0xF, 0xF000};

    assertThat(samples(bmp(headerBytes, 2, a1r5g5b5, 0xFFFF, 0xBE11, 0x8443, 0x7FFF)))
        .containsExactly(8, 16, 25, 255, 255, 255, 255, 0, 255, 255, 255, 255, 123, 132, 140, 255);
    assertThat(samples(bmp(headerBytes, -2, a4r4g4b4, 0x1234, 0xF789, 0x0ABC, 0x8DEF)))
        .containsExactly(34, 51, 68, 17, 119, 136, 153, 255, 170, 187, 204, 0, 221, 238, 255, 136);
  }

  @Test
  void bitFieldsThatOverlapOrHaveGapsAreRefused() {
    for (int[] masks :
        new int[][] {
          {0xF00, 0xF0, 0xF, 0xF800}, {0xF00, 0xF0, 0x5, 0xF000}, {0xF00, 0xF0, 0xF, 0x10000}
        }) {
      assertThatThrownBy(() -> samples(bmp(108, 2, masks, 0, 0, 0, 0)))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("a bit field has gaps or passes its pixel");
    }
  }

  @Test
  void aRunLengthBmpThatEndsWithinALiteralIsTruncated() throws IOException {
    byte[] data = {3, 7, 0, 0, 0, 3, 1, 2, 3, 0};
    byte[] whole = new byte[62 + data.length];
    ByteBuffer bmp = little(whole);
    bmp.put("BM".getBytes(US_ASCII)).putInt(bmp.capacity()).putInt(0).putInt(62);
    bmp.putInt(40).putInt(3).putInt(2).putShort((short) 1).putShort((short) 8).putInt(1);
    bmp.putInt(46, 2).position(62).put(data);

    assertThat(samples(whole)).hasSize(18);
    for (int cut = 1; cut <= 4; cut++) {
      byte[] shorter = Arrays.copyOf(whole, whole.length - cut);
      assertThatThrownBy(() -> samples(shorter)).isInstanceOf(ImageFormatException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABCD", "\n\u001b[2"})
  void anUnknownChunkOfAWebpIsPassedOver(String name) throws IOException {
    byte[] webp = SeedImages.WEBP.files().get(3);
    byte[] file = Arrays.copyOf(webp, webp.length + 12);
    ByteBuffer longer = little(file);
    longer.putInt(4, longer.capacity() - 8);
    longer.position(webp.length).put(name.getBytes(US_ASCII)).putInt(4).putInt(0);

    assertThat(samples(file)).isEqualTo(samples(webp));
  }

  @Test
  void whatAPlugInQuotesOfAFileCannotBreakALine() {
    byte[] webp = SeedImages.WEBP.files().get(2).clone();
    System.arraycopy("\n\u001b[2".getBytes(US_ASCII), 0, webp, 12, 4);

    assertThatThrownBy(() -> samples(webp))
        .isInstanceOf(ImageFormatException.class)
        .message()
        .matches("\\p{Print}*");
  }

  @Test
  void aProfileThatIsTooLargeIsRefusedInAJpegToo() {
    byte[] jpeg = JpegEdits.withProfile(TestJpegs.baseline(8, 8, 3), new byte[(1 << 20) + 1], 20);

    assertThatThrownBy(() -> samples(jpeg))
        .isInstanceOfSatisfying(
            ImageLimitException.class, e -> assertThat(e.limit()).isEqualTo("maxMetadataBytes"));
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERLACED_PNG", "JPEG", "PROGRESSIVE_JPEG", "GIF", "RUN_LENGTH_BMP"})
  void aSizeIsRefusedBeforeTheRestOfAnUploadIsCopied(Bomb bomb) {
    InputStream rest =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("the rest is not to be read");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return read();
          }
        };
    byte[] file = Arrays.copyOf(bomb.file(), 1 << 17);
    ImageSource upload =
        ImageSource.once(new SequenceInputStream(new ByteArrayInputStream(file), rest));

    assertThatThrownBy(
            () ->
                EncodedImage.open(
                    upload,
                    ImageLimits.DEFAULT.withMaxPixels(1_000_000),
                    DamagePolicy.STRICT,
                    CancelSignal.NEVER))
        .isInstanceOfSatisfying(
            ImageLimitException.class, e -> assertThat(e.limit()).isEqualTo("maxPixels"));
  }
}
