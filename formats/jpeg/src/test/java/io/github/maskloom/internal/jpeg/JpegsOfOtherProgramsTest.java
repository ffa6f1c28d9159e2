package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  private static JpegReader open(byte[] jpeg, DamagePolicy damage) throws IOException {
    return JpegReader.open(ImageSource.of(jpeg), ImageLimits.DEFAULT, damage, CancelSignal.NEVER);
  }

  private static byte[] samples(byte[] jpeg) throws IOException {
    return ArrayRows.collect(open(jpeg, DamagePolicy.STRICT), 8);
  }

  private static byte[] inserted(byte[] jpeg, int at, byte... more) {
    return Bytes.concat(Arrays.copyOf(jpeg, at), more, Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("files")
  void strayBytesMayStandBetweenSegments(byte[] jpeg) throws IOException {
    byte[] stray = bytes(0x12, 0, 0xFF, 0, 0x34, 0xFF, 0xFF, 0, 0x56);
    byte[] expected = samples(jpeg);

    for (int marker : new int[] {0xDB, 0xC4, SOS}) {
      int at = JpegEdits.indexOfMarker(jpeg, marker);
      assertThat(samples(inserted(jpeg, at, stray))).as("before %x", marker).isEqualTo(expected);
    }
  }

  static Stream<Arguments> padded() {
    List<Arguments> files = new ArrayList<>();
    List<Named<byte[]>> paddings =
        List.of(
            Named.of("a zero", bytes(0)),
            Named.of("zeros", new byte[40]),
            Named.of("FF00", bytes(0xFF, 0)),
            Named.of("much FF00", Bytes.concat(bytes(0xFF, 0), bytes(0xFF, 0), bytes(0xFF, 0))),
            Named.of("RST", bytes(0xFF, 0xD0)),
            Named.of("RST of another number", bytes(0xFF, 0xD5)),
            Named.of("all of it", bytes(0, 0xFF, 0, 0xFF, 0xD3, 0, 0xFF, 0xFF)));
    files().forEach(file -> paddings.forEach(padding -> files.add(Arguments.of(file, padding))));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("padded")
  void paddingMayStandBeforeTheEnd(byte[] jpeg, byte[] padding) throws IOException {
    assertThat(samples(inserted(jpeg, jpeg.length - 2, padding))).isEqualTo(samples(jpeg));
  }

  @Test
  void aFrameOfMotionJpegLacksTheTypicalCodes() throws IOException {
    assertThat(samples(JpegEdits.withoutCodes(BASELINE))).isEqualTo(samples(BASELINE));
    assertThatThrownBy(() -> samples(JpegEdits.withoutCodes(PROGRESSIVE)))
        .hasMessageContaining("a Huffman code that the scan uses was not defined");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 2, 2", "0, 0, 5"})
  void aComponentsNameMayStandTwice(int first, int second, int third) throws IOException {
    byte[] renamed = JpegEdits.withComponentIds(BASELINE, first, second, third);

    assertThat(samples(renamed)).isEqualTo(samples(BASELINE));
  }

  @Test
  void aProfileLargerThanAllowedIsLeftOut() throws IOException {
    byte[] large = JpegEdits.withProfile(BASELINE, new byte[1_050_000], 17);

    assertThat(samples(large)).isEqualTo(samples(BASELINE));
    assertThat(open(large, DamagePolicy.STRICT).metadata().iccProfile()).isEmpty();
    assertThat(open(large, DamagePolicy.STRICT).metadata().report().dropped())
        .containsExactly("ICC profile: it is larger than maxMetadataBytes allows");
  }

  @Test
  void paddingMayStandBetweenScans() throws IOException {
    int second = JpegEdits.indexOfMarker(THREE_SCANS, SOS) + 2;
    while (THREE_SCANS[second] != (byte) 0xFF || THREE_SCANS[second + 1] != (byte) SOS) {
      second++;
    }

    assertThat(samples(inserted(THREE_SCANS, second, bytes(0, 0, 0xFF, 0))))
        .isEqualTo(samples(THREE_SCANS));
  }

  @Test
  void dataBeyondPaddingAreDamageInManyScans() {
    byte[] more = inserted(PROGRESSIVE, PROGRESSIVE.length - 2, bytes(0x5A, 0x13));

    assertThatThrownBy(() -> samples(more))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("more data than the scan needs");
  }

  @ParameterizedTest
  @MethodSource("files")
  void theEndMarkerMayBeMissing(byte[] jpeg) throws IOException {
    for (int missing = 1; missing <= 2; missing++) {
      assertThat(samples(Arrays.copyOf(jpeg, jpeg.length - missing))).isEqualTo(samples(jpeg));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aCutFileIsRefusedWithThePlaceOfTheCut(byte[] jpeg) {
    int length = jpeg.length * 9 / 10;

    assertThatThrownBy(() -> samples(Arrays.copyOf(jpeg, length)))
        .isInstanceOfSatisfying(
            ImageFormatException.class,
            e -> assertThat(e.byteOffset()).isBetween(length - 1L, (long) length))
        .hasMessageContaining("the file ends before the image does");
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
    byte[] whole = samples(jpeg);
    int rowSamples = whole.length / 45;
    int data = JpegEdits.indexOfMarker(jpeg, SOS);
    int before = 45;
    for (int tenths = 9; tenths >= 5; tenths--) {
      byte[] cut = Arrays.copyOf(jpeg, data + (jpeg.length - data) * tenths / 10);
      JpegReader reader = open(cut, DamagePolicy.LENIENT);
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
      JpegReader reader = open(jpeg, DamagePolicy.LENIENT);

      assertThat(ArrayRows.collect(reader, 8)).isEqualTo(samples(jpeg));
      assertThat(reader.missingRows()).isZero();
    }
  }

  @Test
  void rowsOfACutLastScanLackBitsAndAreCounted() throws IOException {
    int last = lastScan(PROGRESSIVE);
    byte[] cut = Arrays.copyOf(PROGRESSIVE, last + (PROGRESSIVE.length - last) / 2);
    byte[] whole = samples(PROGRESSIVE);
    JpegReader reader = open(cut, DamagePolicy.LENIENT);
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
    JpegReader reader = open(cut, DamagePolicy.LENIENT);
    byte[] samples = ArrayRows.collect(reader, 7);

    assertThat(reader.missingRows()).isEqualTo(45);
    assertThat(samples).isNotEqualTo(new byte[samples.length]);
  }

  @Test
  void aFileOfWhichNoRowCameIsRefusedUnderEitherPolicy() {
    for (byte[] jpeg : new byte[][] {BASELINE, PROGRESSIVE, THREE_SCANS}) {
      int data = JpegEdits.indexOfMarker(jpeg, SOS) + 16;

      assertThatThrownBy(
              () -> ArrayRows.collect(open(Arrays.copyOf(jpeg, data), DamagePolicy.LENIENT), 8))
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
