package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.Mutation;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are cut or damaged, streams that fail, and readers that are used after that. */
class PngReaderFaultsTest {
  private static final ImageLimits SMALL = ImageLimits.DEFAULT.withMaxPixels(10_000);

  static Stream<TestPng> pictures() {
    return Stream.of(
        TestPng.of(ColorType.GRAY, 1, 9, 3).chunk("gAMA", (byte) 0, (byte) 0, (byte) 0, (byte) 1),
        TestPng.of(ColorType.PALETTE, 4, 5, 4).paletteAlpha((byte) 3).chunkAfterData("teXt"),
        TestPng.of(ColorType.RGB, 16, 3, 3).transparent(1, 2, 3).idatBytes(11),
        TestPng.of(ColorType.RGBA, 8, 4, 4).interlaced(true).chunk("eXIf", new byte[12]),
        TestPng.of(ColorType.GRAY_ALPHA, 8, 4, 5));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aFileCutInItsDataIsRefusedAtTheCut(TestPng png) {
    byte[] file = png.encode();
    for (int length = 0; length < PngFiles.endOfData(file); length++) {
      byte[] cut = Arrays.copyOf(file, length);

      ImageFormatException failure =
          catchThrowableOfType(ImageFormatException.class, () -> Pngs.read(cut));

      assertThat(failure).as("cut to " + length).isNotNull();
      assertThat(failure.byteOffset()).isEqualTo(length);
      assertThat(failure.rule()).isEqualTo("the file ends too early");
    }
  }

  /** Bits of ancillary chunks do not matter, except of one whose type is no longer tRNS. */
  @ParameterizedTest
  @MethodSource("pictures")
  void everySingleFlippedBitIsFoundOrDoesNotMatter(TestPng png) {
    byte[] file = png.encode();
    int found = 0;
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] damaged = flip(file, bit);
      int[] samples = {};
      try (PngRowReader reader = Pngs.open(damaged, SMALL)) {
        samples = reader.geometry().equals(png.geometry()) ? Pngs.read(reader, 2) : samples;
      } catch (IOException | ImageFormatException | ImageLimitException e) {
        found++;
        continue;
      }
      assertThat(samples).as("bit " + bit).isIn(png.delivered(), new int[0]);
    }
    assertThat(found).isGreaterThan(4 * file.length);
  }

  /** What a CRC cannot find: damage that was there when the CRC was made. */
  @ParameterizedTest
  @MethodSource("pictures")
  void aFlippedBitUnderARightCrcIsReadOrRefused(TestPng png) {
    byte[] file = png.encode();
    int refused = 0;
    for (int bit = 8 * 8; bit < 8 * file.length; bit++) {
      byte[] damaged = Mutation.withRightCrcs(flip(file, bit));

      Throwable failure = catchThrowable(() -> Pngs.open(damaged, SMALL).push(2, window -> {}));

      if (failure != null) {
        refused++;
        assertThat(failure)
            .as("bit " + bit)
            .isInstanceOfAny(ImageFormatException.class, ImageLimitException.class);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anInterlacedImageNeedsASourceThatCanBeReopened() {
    byte[] file = TestPng.of(ColorType.GRAY, 8, 9, 9).interlaced(true).encode();

    ImageSource once = ImageSource.once(new ByteArrayInputStream(file));

    assertThatThrownBy(() -> Pngs.interlaced(once)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInterlacedFileThatChangesBetweenOpeningsIsRefused() throws IOException {
    byte[] before = TestPng.of(ColorType.GRAY, 8, 9, 9).interlaced(true).encode();
    byte[] after = TestPng.of(ColorType.GRAY, 8, 90, 90).interlaced(true).encode();
    int[] openings = {0};
    ImageSource source =
        ImageSource.reopening(() -> new ByteArrayInputStream(openings[0]++ < 3 ? before : after));

    try (Adam7Reader reader = Pngs.interlaced(source)) {
      assertThatThrownBy(() -> Pngs.read(reader, 1))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageContaining("has changed");
    }
  }

  private static byte[] flip(byte[] file, int bit) {
    byte[] damaged = file.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }
}
