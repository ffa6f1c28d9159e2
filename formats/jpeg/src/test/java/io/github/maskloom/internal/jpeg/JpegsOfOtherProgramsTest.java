package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JPEG that the IJG library decodes, although it is not quite as the standard has it. */
class JpegsOfOtherProgramsTest {
  private static final int SOS = 0xDA;
  private static final byte[] BASELINE = TestJpegs.baseline(67, 45, 3);
  private static final byte[] PROGRESSIVE = TestJpegs.progressive(67, 45, 3);
  private static final byte[] THREE_SCANS = JpegFixtures.load("three-scans.jpg");

  static Stream<Named<byte[]>> files() {
    return Stream.of(
        Named.of("baseline", BASELINE),
        Named.of("gray", TestJpegs.baseline(24, 18, 1)),
        Named.of("restarts", TestJpegs.restarting(67, 45, 2)),
        Named.of("progressive", PROGRESSIVE),
        Named.of("progressive with restarts", JpegFixtures.load("progressive-restarts.jpg")),
        Named.of("three scans", THREE_SCANS));
  }

  @ParameterizedTest
  @MethodSource("files")
  void strayBytesMayStandBetweenSegments(byte[] jpeg) throws IOException {
    int[] stray = {0x12, 0, 0xFF, 0, 0x34, 0xFF, 0xFF, 0, 0x56};
    byte[] expected = Jpegs.samples(jpeg);

    for (int marker : new int[] {0xDB, 0xC4, SOS}) {
      int at = JpegEdits.indexOfMarker(jpeg, marker);
      assertThat(Jpegs.samples(Jpegs.inserted(jpeg, at, stray)))
          .as("before %x", marker)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void paddingMayStandBeforeTheEnd(byte[] jpeg) throws IOException {
    byte[] expected = Jpegs.samples(jpeg);
    for (int[] padding :
        new int[][] {
          {0},
          new int[40],
          {0xFF, 0},
          {0xFF, 0, 0xFF, 0, 0xFF, 0},
          {0xFF, 0xD0},
          {0xFF, 0xD5},
          {0, 0xFF, 0, 0xFF, 0xD3, 0, 0xFF, 0xFF}
        }) {
      assertThat(Jpegs.samples(Jpegs.inserted(jpeg, jpeg.length - 2, padding)))
          .as("padding of %s", padding)
          .isEqualTo(expected);
    }
  }

  @Test
  void aFrameOfMotionJpegLacksTheTypicalCodes() throws IOException {
    assertThat(Jpegs.samples(JpegEdits.withoutCodes(BASELINE))).isEqualTo(Jpegs.samples(BASELINE));
    assertThatThrownBy(() -> Jpegs.samples(JpegEdits.withoutCodes(PROGRESSIVE)))
        .hasMessageContaining("a Huffman code that the scan uses was not defined");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 2, 2", "0, 0, 5"})
  void aComponentsNameMayStandTwice(int first, int second, int third) throws IOException {
    byte[] renamed = JpegEdits.withComponentIds(BASELINE, first, second, third);

    assertThat(Jpegs.samples(renamed)).isEqualTo(Jpegs.samples(BASELINE));
  }

  @Test
  void paddingMayStandBetweenScans() throws IOException {
    int second = JpegEdits.indexOfMarker(THREE_SCANS, SOS) + 2;
    while (THREE_SCANS[second] != (byte) 0xFF || THREE_SCANS[second + 1] != (byte) SOS) {
      second++;
    }

    assertThat(Jpegs.samples(Jpegs.inserted(THREE_SCANS, second, 0, 0, 0xFF, 0)))
        .isEqualTo(Jpegs.samples(THREE_SCANS));
  }

  @Test
  void dataBeyondPaddingAreDamageInManyScans() {
    byte[] more = Jpegs.inserted(PROGRESSIVE, PROGRESSIVE.length - 2, 0x5A, 0x13);

    assertThatThrownBy(() -> Jpegs.samples(more))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("more data than the scan needs");
  }

  static Stream<Named<byte[]>> singleScans() {
    return Stream.of(
        Named.of("4:2:0", BASELINE),
        Named.of("4:4:4", TestJpegs.subsampled(67, 45, 1, 1)),
        Named.of("gray", TestJpegs.baseline(67, 45, 1)));
  }

  @ParameterizedTest
  @MethodSource("singleScans")
  void rowsThatACutFileLacksAreBlackAndCounted(byte[] jpeg) throws IOException {
    byte[] whole = Jpegs.samples(jpeg);
    int rowSamples = whole.length / 45;
    int data = JpegEdits.indexOfMarker(jpeg, SOS);
    int before = 45;
    for (int tenths = 9; tenths >= 5; tenths--) {
      byte[] cut = Arrays.copyOf(jpeg, data + (jpeg.length - data) * tenths / 10);
      JpegReader reader = Jpegs.open(cut, DamagePolicy.LENIENT);
      byte[] samples = ArrayRows.collect(reader, 7);

      int there = 45 - reader.missingRows();
      assertThat(there).isBetween(1, before).isLessThan(45);
      before = there;
      assertThat(Arrays.copyOf(samples, there * rowSamples))
          .isEqualTo(Arrays.copyOf(whole, there * rowSamples));
      assertThat(Arrays.copyOfRange(samples, there * rowSamples, samples.length)).containsOnly(0);
    }
  }

  @Test
  void aWholeFileLacksNoRowIfSomeMay() throws IOException {
    for (byte[] jpeg :
        new byte[][] {
          BASELINE, PROGRESSIVE, THREE_SCANS, Arrays.copyOf(BASELINE, BASELINE.length - 2)
        }) {
      JpegReader reader = Jpegs.open(jpeg, DamagePolicy.LENIENT);

      assertThat(ArrayRows.collect(reader, 8)).isEqualTo(Jpegs.samples(jpeg));
      assertThat(reader.missingRows()).isZero();
    }
  }

  @Test
  void rowsOfACutLastScanLackBitsAndAreCounted() throws IOException {
    int last = lastScan(PROGRESSIVE);
    byte[] cut = Arrays.copyOf(PROGRESSIVE, last + (PROGRESSIVE.length - last) / 2);
    byte[] whole = Jpegs.samples(PROGRESSIVE);
    JpegReader reader = Jpegs.open(cut, DamagePolicy.LENIENT);
    byte[] samples = ArrayRows.collect(reader, 7);

    int there = 45 - reader.missingRows();
    assertThat(there).isBetween(1, 44);
    assertThat(there % 16).isZero();
    int sure = (there - 1) * 67 * 3; // The row above takes chroma from the one below.
    assertThat(Arrays.copyOf(samples, sure)).isEqualTo(Arrays.copyOf(whole, sure));
    assertThat(Arrays.copyOfRange(samples, sure, samples.length))
        .isNotEqualTo(Arrays.copyOfRange(whole, sure, samples.length));
  }

  @Test
  void aCutBeforeTheLastScansLeavesAllRowsCoarse() throws IOException {
    byte[] cut = Arrays.copyOf(PROGRESSIVE, PROGRESSIVE.length / 2);
    JpegReader reader = Jpegs.open(cut, DamagePolicy.LENIENT);
    byte[] samples = ArrayRows.collect(reader, 7);

    assertThat(reader.missingRows()).isEqualTo(45);
    assertThat(samples).isNotEqualTo(new byte[samples.length]);
  }

  @Test
  void aFileOfWhichNoRowCameIsRefusedUnderEitherPolicy() {
    for (byte[] jpeg : new byte[][] {BASELINE, PROGRESSIVE, THREE_SCANS}) {
      int data = JpegEdits.indexOfMarker(jpeg, SOS) + 16;

      assertThatThrownBy(
              () ->
                  ArrayRows.collect(Jpegs.open(Arrays.copyOf(jpeg, data), DamagePolicy.LENIENT), 8))
          .isInstanceOf(ImageFormatException.class);
    }
  }

  private static int lastScan(byte[] jpeg) {
    int at = jpeg.length - 2;
    while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) SOS) {
      at--;
    }
    return at;
  }
}
