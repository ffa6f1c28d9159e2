package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.JpegFixtures;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JpegHeaderTest {
  private static final int SOF0 = 0xC0;
  private static final byte[] BASELINE = TestJpegs.baseline(67, 45, 3);

  @Test
  void tellsSizeProcessAndComponents() throws IOException {
    JpegHeader header = read(BASELINE);

    assertThat(header.geometry().toString()).isEqualTo("67x45x3 at 8 bits");
    assertThat(header.frame().process()).isEqualTo(CodingProcess.BASELINE);
    assertThat(header.frame().components())
        .containsExactly(
            new Component(1, 2, 2, 0), new Component(2, 1, 1, 1), new Component(3, 1, 1, 1));
    assertThat(header.encoding()).isEqualTo(ColorEncoding.YCBCR);
    assertThat(header.multiScan()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"progressive-restarts.jpg, PROGRESSIVE", "three-scans.jpg, BASELINE"})
  void tellsThatAFileHasSeveralScans(String file, CodingProcess process) throws IOException {
    JpegHeader header = read(JpegFixtures.load(file));
    assertThat(header.frame().process()).isEqualTo(process);
    assertThat(header.multiScan()).isTrue();
  }

  @Test
  void readsNothingBehindTheFirstScanHeader() throws IOException {
    byte[] progressive = JpegFixtures.load("progressive-restarts.jpg");
    int scan = JpegEdits.indexOfMarker(progressive, 0xDA);
    int length = progressive[scan + 3];

    assertThat(read(Arrays.copyOf(progressive, scan + 2 + length)).width()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "0xC3, lossless coding",
    "0xC5, hierarchical coding",
    "0xC6, hierarchical coding",
    "0xC7, hierarchical coding",
    "0xC9, arithmetic coding",
    "0xCA, arithmetic coding",
    "0xCB, arithmetic coding",
    "0xCD, arithmetic coding",
    "0xCE, arithmetic coding",
    "0xCF, arithmetic coding"
  })
  void refusesProcessesItCannotDecode(int marker, String coding) {
    byte[] jpeg = JpegEdits.withBytes(BASELINE, sof() + 1, marker);
    assertRefused(jpeg, "SOF" + (marker - SOF0), coding + " is not supported");
  }

  static Stream<Arguments> refusedFiles() {
    byte[] threeScans = JpegFixtures.load("three-scans.jpg");
    int frame = JpegEdits.indexOfMarker(threeScans, SOF0);
    byte[] largeMcu = JpegEdits.withBytes(threeScans, frame + 11, 0x33, 0, 2, 0x21);
    byte[] secondFrame = Arrays.copyOfRange(BASELINE, sof() + 4, sof() + 19);
    byte[] two = {8, 0, 9, 0, 9, 2, 1, 0x11, 0, 2, 0x11, 0};
    return Stream.of(
        Arguments.of(JpegFixtures.load("arithmetic.jpg"), "SOF9", "arithmetic coding is not"),
        Arguments.of(largeMcu, "SOS", "more than 10 blocks"),
        Arguments.of(changed(4, 12), "SOF0", "12-bit samples are not supported"),
        Arguments.of(changed(5, 0, 0), "SOF0", "DNL"),
        Arguments.of(changed(7, 0xFF, 0xDD), "SOF0", "sides above 65500"),
        Arguments.of(inserted(SOF0, two), "SOF0", "2 components are not supported"),
        Arguments.of(inserted(SOF0, secondFrame), "SOF0", "a second frame"),
        Arguments.of(JpegEdits.withoutSegment(BASELINE, SOF0), "SOS", "before any frame"),
        Arguments.of(inserted(0xDB, new byte[33 << 10]), "DQT", "more than 32 KiB of tables"),
        Arguments.of(new byte[] {'G', 'I', 'F', '8'}, "SOI", "does not begin"));
  }

  private static byte[] changed(int inFrame, int... values) {
    return JpegEdits.withBytes(BASELINE, sof() + inFrame, values);
  }

  private static byte[] inserted(int marker, byte[] content) {
    return JpegEdits.withSegment(BASELINE, marker, content);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("refusedFiles")
  void refusesWhatItCannotDecode(byte[] jpeg, String part, String rule) {
    assertRefused(jpeg, part, rule);
  }

  @Test
  void refusesEndlessSegments() {
    byte[] segments = new byte[2 + 1_000_001 * 4];
    segments[0] = (byte) 0xFF;
    segments[1] = (byte) 0xD8;
    for (int at = 2; at < segments.length; at += 4) {
      segments[at] = (byte) 0xFF;
      segments[at + 1] = (byte) 0xFE;
      segments[at + 3] = 2;
    }

    assertLimit(ImageLimits.DEFAULT, segments, "maxParts", 1_000_001);
  }

  @Test
  void isNotMisledByAThumbnailWithinExif() throws IOException {
    byte[] thumbnail = TestJpegs.progressive(16, 8, 1);
    byte[] exif = Arrays.copyOf(JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, 8), 38 + thumbnail.length);
    System.arraycopy(thumbnail, 0, exif, 38, thumbnail.length);
    JpegHeader header = read(JpegEdits.withExif(BASELINE, exif));

    assertThat(header.geometry().toString()).isEqualTo("67x45x3 at 8 bits");
    assertThat(header.multiScan()).isFalse();
    assertThat(header.orientation()).isEqualTo(8);
  }

  @Test
  void takesADamagedExifBlockForAnUprightImage() throws IOException {
    byte[] exif = JpegEdits.withBytes(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6), 4, 9, 9, 9, 9);

    assertThat(read(JpegEdits.withExif(BASELINE, exif)).orientation()).isEqualTo(1);
  }

  @Test
  void putsAProfileTogetherWhateverTheOrderOfItsSegments() throws IOException {
    byte[] jpeg = JpegEdits.withProfileSegment(BASELINE, 1, 3, new byte[] {1, 2});
    jpeg = JpegEdits.withProfileSegment(jpeg, 3, 3, new byte[] {5});
    jpeg = JpegEdits.withProfileSegment(jpeg, 2, 3, new byte[] {3, 4});

    assertThat(read(jpeg).metadata().iccProfile()).contains(new byte[] {1, 2, 3, 4, 5});
  }

  @Test
  void dropsAProfileThatIsNotWhole() throws IOException {
    byte[] first = JpegEdits.withProfileSegment(BASELINE, 1, 2, new byte[] {1});
    byte[] twice = JpegEdits.withProfileSegment(first, 1, 2, new byte[] {1});
    byte[] contradiction = JpegEdits.withProfileSegment(first, 2, 3, new byte[] {2});
    byte[] beyond = JpegEdits.withProfileSegment(first, 3, 2, new byte[] {3});

    assertThat(read(first).metadata().iccProfile()).isEmpty();
    assertThat(read(twice).metadata().iccProfile()).isEmpty();
    assertThat(read(contradiction).metadata().iccProfile()).isEmpty();
    assertThat(read(beyond).metadata().iccProfile()).isEmpty();
  }

  @Test
  void leavesOutMoreMetadataThanAllowed() throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);
    byte[] jpeg = JpegEdits.withProfile(BASELINE, new byte[4000], 2);
    jpeg = JpegEdits.withExif(jpeg, exif);

    int needed = 4000 + 2 * 14 + exif.length;

    JpegHeader all = read(jpeg, ImageLimits.DEFAULT.withMaxMetadataBytes(needed));
    JpegHeader some = read(jpeg, ImageLimits.DEFAULT.withMaxMetadataBytes(needed - 1));
    assertThat(all.metadata().report().dropped()).isEmpty();
    assertThat(some.metadata().report().dropped())
        .containsExactly("ICC profile: it is larger than maxMetadataBytes allows");
    assertThat(some.metadata().iccProfile()).isEmpty();
    assertThat(some.metadata().exif()).contains(exif);
    assertThat(some.orientation()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"1, 300, 72, 11811, 2835", "2, 118, 50, 11800, 5000", "0, 3, 4, 0, 0"})
  void tellsTheDensity(int unit, int x, int y, int perMeterX, int perMeterY) throws IOException {
    int app0 = JpegEdits.indexOfMarker(BASELINE, 0xE0);
    byte[] jpeg = JpegEdits.withBytes(BASELINE, app0 + 11, unit, x >> 8, x, y >> 8, y);

    assertThat(read(jpeg).metadata().pixelsPerMeterX()).isEqualTo(perMeterX);
    assertThat(read(jpeg).metadata().pixelsPerMeterY()).isEqualTo(perMeterY);
  }

  private static int sof() {
    return JpegEdits.indexOfMarker(BASELINE, SOF0);
  }

  private static JpegHeader read(byte[] jpeg) throws IOException {
    return read(jpeg, ImageLimits.DEFAULT);
  }

  private static JpegHeader read(byte[] jpeg, ImageLimits limits) throws IOException {
    return JpegHeader.read(new ByteArrayInputStream(jpeg), limits);
  }

  private static void assertRefused(byte[] jpeg, String part, String rule) {
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> read(jpeg))
        .satisfies(e -> assertThat(e.format()).isEqualTo("JPEG"))
        .satisfies(e -> assertThat(e.part().orElse("")).isEqualTo(part))
        .satisfies(e -> assertThat(e.byteOffset()).isNotNegative())
        .withMessageContaining(rule);
  }

  private static void assertLimit(ImageLimits limits, byte[] jpeg, String limit, long asked) {
    assertThatExceptionOfType(ImageLimitException.class)
        .isThrownBy(() -> read(jpeg, limits))
        .satisfies(e -> assertThat(e.limit()).isEqualTo(limit))
        .satisfies(e -> assertThat(e.asked()).isEqualTo(asked));
  }
}
