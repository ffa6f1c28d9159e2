package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.testing.JpegEdits;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExifBlockTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationIsReadInBothByteOrders(int orientation) {
    byte[] little = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, orientation);
    byte[] big = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);

    assertThat(ExifBlock.orientation(little)).isEqualTo(orientation);
    assertThat(ExifBlock.orientation(big)).isEqualTo(orientation);
  }

  @Test
  void aBlockCutBeforeTheEntryIsUpright() {
    byte[] whole = JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6);

    for (int length = 0; length < 34; length++) {
      assertThat(ExifBlock.orientation(Arrays.copyOf(whole, length)))
          .as("%s bytes", length)
          .isEqualTo(1);
    }
    assertThat(ExifBlock.orientation(Arrays.copyOf(whole, 34))).isEqualTo(6);
  }

  static Stream<byte[]> blocksThatSayNothing() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);
    return Stream.of(
        JpegEdits.exif(ByteOrder.BIG_ENDIAN, 0),
        JpegEdits.exif(ByteOrder.BIG_ENDIAN, 9),
        JpegEdits.exif(ByteOrder.BIG_ENDIAN, 0xFFFF),
        JpegEdits.withBytes(block, 4, 0xFF, 0xFF, 0xFF, 0xFF),
        JpegEdits.withBytes(block, 4, 0, 0, 0, 37),
        JpegEdits.withBytes(block, 24, 0, 4),
        JpegEdits.withBytes(block, 0, 'M', 'I'),
        JpegEdits.withBytes(block, 2, 0, 43));
  }

  @ParameterizedTest
  @MethodSource("blocksThatSayNothing")
  void aBlockThatSaysNothingIsUpright(byte[] block) {
    assertThat(ExifBlock.orientation(block)).isEqualTo(1);
  }

  @Test
  void onlyATiffHeaderMakesABlock() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);

    assertThat(ExifBlock.isTiff(block)).isTrue();
    assertThat(ExifBlock.isTiff(JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6))).isTrue();
    for (byte[] other :
        List.of(
            JpegEdits.withBytes(block, 0, 'M', 'I'),
            JpegEdits.withBytes(block, 2, 0, 43),
            JpegEdits.withBytes(block, 0, 'I', 'I'),
            Arrays.copyOf(block, 7),
            new byte[0])) {
      assertThat(ExifBlock.isTiff(other)).isFalse();
    }
  }

  @Test
  void uprightMetadataSaySoAndTheirDensitiesChangeSides() {
    ImageMetadata stored =
        new ImageMetadata.Builder()
            .exif(JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 6))
            .pixelsPerMeter(2000, 3000)
            .build();

    ImageMetadata upright = ExifBlock.uprighted(stored, 6);

    assertThat(upright.exif()).hasValue(JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 1));
    assertThat(upright.pixelsPerMeterX()).isEqualTo(3000);
    assertThat(upright.pixelsPerMeterY()).isEqualTo(2000);
  }
}
