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
import io.github.maskloom.testing.Bomb;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.SeedImages;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
