package io.github.maskloom.internal.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.JpegEdits;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifOrientationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isReadInBothByteOrders(int orientation) {
    byte[] little = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, orientation);
    byte[] big = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);

    assertThat(ExifOrientation.of(little)).isEqualTo(orientation);
    assertThat(ExifOrientation.of(big)).isEqualTo(orientation);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 0xFFFF})
  void isUprightForAValueThatMeansNothing(int orientation) {
    assertThat(ExifOrientation.of(JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation))).isEqualTo(1);
  }

  @Test
  void isUprightInABlockCutBeforeTheEntry() {
    byte[] whole = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6);

    for (int length = 0; length < 34; length++) {
      assertThat(ExifOrientation.of(Arrays.copyOf(whole, length)))
          .as("%s bytes", length)
          .isEqualTo(1);
    }
    assertThat(ExifOrientation.of(Arrays.copyOf(whole, 34))).isEqualTo(6);
  }

  @Test
  void isUprightIfTheDirectoryLiesOutsideTheBlock() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);

    assertThat(ExifOrientation.of(JpegEdits.withBytes(block, 4, 0xFF, 0xFF, 0xFF, 0xFF)))
        .isEqualTo(1);
    assertThat(ExifOrientation.of(JpegEdits.withBytes(block, 4, 0, 0, 0, 37))).isEqualTo(1);
  }

  @Test
  void isUprightIfTheValueIsNotAShort() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);

    assertThat(ExifOrientation.of(JpegEdits.withBytes(block, 24, 0, 4))).isEqualTo(1);
  }

  @Test
  void isUprightWithoutATiffHeader() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);

    assertThat(ExifOrientation.of(JpegEdits.withBytes(block, 0, 'M', 'I'))).isEqualTo(1);
    assertThat(ExifOrientation.of(JpegEdits.withBytes(block, 2, 0, 43))).isEqualTo(1);
  }
}
