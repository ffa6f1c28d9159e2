package io.github.maskloom.examples.qoi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QoiReaderTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void decodesRandomChunksAsTheSpecificationSays(int channels) throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      byte[] file = Qois.random(1 + seed % 40, 1 + seed % 7, channels, seed);
      // What follows the last pixel is no end marker, so the file is cut there.
      assertThat(QoiFiles.read(ImageSource.of(cutBehindPixels(file))))
          .as("seed %d", seed)
          .isEqualTo(Qois.decode(file));
    }
  }

  private static byte[] cutBehindPixels(byte[] file) {
    int end = 14;
    ByteBuffer header = ByteBuffer.wrap(file);
    int pixels = header.getInt(4) * header.getInt(8);
    while (pixels > 0) {
      int tag = file[end] & 0xFF;
      pixels -= tag >= 0xC0 && tag < 0xFE ? (tag & 63) + 1 : 1;
      end += QoiPixel.chunkBytes(file[end]);
    }
    if (pixels < 0) {
      file[end - 1] += (byte) pixels;
    }
    return Arrays.copyOf(file, end);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 3, 0, QOI header at byte 4: a side has no pixels",
    "1, 0, 3, 0, QOI header at byte 4: a side has no pixels",
    "1, 1, 2, 0, 'QOI header at byte 12: there are 3 or 4 channels, not 2'",
    "1, 1, 5, 0, 'QOI header at byte 12: there are 3 or 4 channels, not 5'",
    "1, 1, 3, 2, 'QOI header at byte 13: the color space is 0 or 1, not 2'",
  })
  void refusesAHeaderAndSaysWhere(int width, int height, int channels, int colors, String message) {
    byte[] file = Qois.header(width, height, channels, colors);

    assertThatThrownBy(() -> ImageInfo.read(ImageSource.of(file)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void refusesAnotherEndThanTheMarkerBehindTheLastPixel() {
    assertRefused(Qois.file(2, 1, 3, 0xC2), "a run goes on behind the last pixel");
    assertRefused(Qois.file(2, 1, 3, 0xC1, 0x40), "the end marker does not follow the last pixel");
  }

  @Test
  void saysInWhichRowAFileEnds() {
    byte[] file = Qois.join(Qois.header(2, 9, 3, 0), Qois.bytes(0xC3, 0xFE, 1, 2));

    assertRefused(file, "QOI pixels at byte 15: the file ends in row 2");
  }

  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> QoiFiles.read(ImageSource.of(file)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void samplesThatAreLightStaySo() throws IOException {
    byte[] linear = Qois.join(Qois.header(1, 1, 3, 1), Qois.bytes(0xC0));

    ImageInfo info = ImageInfo.read(ImageSource.of(linear));

    assertThat(info.metadata().gamma()).isEqualTo(100_000);
    assertThat(info.streamable()).isTrue();
  }

  @Test
  void aLongRunIsWrittenInPieces() {
    byte[] file = QoiFiles.of(ImageGeometry.of(130, 1, 3, 8), new int[390]);

    assertThat(file).isEqualTo(Qois.file(130, 1, 3, 0xFD, 0xFD, 0xC5));
  }

  @Test
  void aPngOfTheSamplesIsReadAsTheyAre() throws IOException {
    ImageGeometry geometry = ImageGeometry.of(2, 1, 4, 8);
    int[] samples = {1, 2, 3, 4, 5, 6, 7, 255};

    byte[] png = QoiFiles.written(geometry, OutputFormat.PNG, samples);

    assertThat(QoiFiles.read(ImageSource.of(QoiFiles.of(geometry, samples))))
        .isEqualTo(QoiFiles.read(ImageSource.of(png)))
        .isEqualTo(samples);
  }
}
