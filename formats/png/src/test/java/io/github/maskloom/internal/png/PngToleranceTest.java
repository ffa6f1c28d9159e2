package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a file and read all the same, with the samples that libpng shows. */
class PngToleranceTest {
  private static final byte[] GAMMA = {0, 0, 1, 0};

  @ParameterizedTest
  @ValueSource(strings = {"gAMA", "iCCP", "eXIf", "tEXt", "acTL", "teXt"})
  void anAncillaryChunkWithAWrongCrcCountsForNothing(String type) throws IOException {
    TestPng png = TestPng.of(ColorType.RGB, 8, 5, 4).chunk(type, content(type));
    byte[] damaged = PngFiles.withWrongCrc(png.encode(), type);

    try (PngRowReader reader = Pngs.open(damaged)) {
      ImageMetadata metadata = reader.metadata();
      assertThat(metadata.gamma()).isZero();
      assertThat(metadata.iccProfile()).isEmpty();
      assertThat(metadata.exif()).isEmpty();
      assertThat(metadata.pngChunks()).isEmpty();
      assertThat(reader.frames()).isEqualTo(1);
      assertThat(Pngs.read(reader, 3)).isEqualTo(png.delivered());
    }
  }

  private static byte[] content(String type) throws IOException {
    return switch (type) {
      case "gAMA" -> GAMMA;
      case "iCCP" -> PngMetadataTest.iccp("n", new byte[200]);
      case "eXIf" -> new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0};
      case "acTL" -> new byte[] {0, 0, 0, 5, 0, 0, 0, 0};
      default -> new byte[] {'k', 0, 'v'};
    };
  }

  @Test
  void aSoundChunkBehindADamagedOneOfItsTypeCounts() throws IOException {
    byte[] file =
        TestPng.of(ColorType.RGB, 8, 5, 4)
            .chunk("gAMA", GAMMA)
            .chunk("gAMA", (byte) 0, (byte) 0, (byte) 2, (byte) 0)
            .encode();

    try (PngRowReader reader = Pngs.open(PngFiles.withWrongCrc(file, "gAMA"))) {
      assertThat(reader.metadata().gamma()).isEqualTo(512);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"})
  void aWrongCrcWhereSamplesDependOnItIsRefused(String type) {
    byte[] file = TestPng.of(ColorType.PALETTE, 4, 5, 4).paletteAlpha((byte) 3).encode();

    assertThatThrownBy(() -> Pngs.read(PngFiles.withWrongCrc(file, type)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining(type)
        .hasMessageContaining("the CRC does not match");
  }

  /** As libpng, Pillow and libvips show it. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void anIndexBeyondThePaletteIsOpaqueBlack(boolean interlaced, boolean withAlpha)
      throws IOException {
    TestPng png =
        TestPng.of(ColorType.PALETTE, 2, 4, 1)
            .palette(new byte[] {10, 20, 30, 40, 50, 60})
            .samples(0, 1, 2, 3)
            .interlaced(interlaced);
    byte[] file = (withAlpha ? png.paletteAlpha((byte) 7) : png).encode();

    assertThat(Pngs.read(file))
        .isEqualTo(
            withAlpha
                ? new int[] {10, 20, 30, 7, 40, 50, 60, 255, 0, 0, 0, 255, 0, 0, 0, 255}
                : new int[] {10, 20, 30, 40, 50, 60, 0, 0, 0, 0, 0, 0});
  }
}
