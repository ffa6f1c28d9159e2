package io.github.maskloom.internal.jpeg.splice;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.SplicedMcus.Coding;
import io.github.maskloom.internal.jpeg.CraftedJpeg;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases that a splice is easily wrong in. */
class JpegSpliceTest {
  private static final BufferedImage NOISE = Jpegs.noise(90, 70, 0x3F3F3F);
  private static final int BLUE = 0x0078FF80;
  private static final int OPAQUE_BLUE = 0x0078FFFF;
  private static final int OPAQUE_GRAY = 0x808080FF;

  static Stream<byte[]> filesOfAllKinds() {
    byte[] thumbnailed =
        JpegEdits.withSegment(TestJpegs.baseline(50, 40, 3), 0xE0, "JFXX\0".getBytes(ISO_8859_1));
    return Stream.of(
        TestJpegs.baseline(67, 45, 3),
        TestJpegs.baseline(67, 45, 1),
        TestJpegs.restarting(67, 45, 2),
        TestJpegs.progressive(67, 45, 3),
        JpegEdits.withExif(TestJpegs.baseline(67, 45, 3), JpegEdits.exif(BIG_ENDIAN, 6)),
        TestJpegs.ofKind(TestJpegs.picture(67, 45, 3), 2, 1, 0, true, 0.5f),
        TestJpegs.inks(20, 20, new int[] {1, 2, 3, 4}, 2),
        Bytes.concat(thumbnailed, "what follows the end".getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @MethodSource("filesOfAllKinds")
  void givesTheFileByteForByteWhereNothingIsPainted(byte[] jpeg) throws IOException {
    SpliceCase image = new SpliceCase(jpeg);

    Spliced strict = image.splice();
    Spliced lenient = image.lenient().splice();

    assertThat(strict.jpeg()).isEqualTo(jpeg);
    assertThat(lenient.jpeg()).isEqualTo(jpeg);
    assertThat(strict.report().coding()).isEqualTo(Coding.COPIED);
    assertThat(strict.report().touched()).isZero();
  }

  @ParameterizedTest
  @MethodSource("filesOfAllKinds")
  void findsDamageWhereNothingIsPaintedIfStrict(byte[] jpeg) throws IOException {
    int data = JpegEdits.indexOfMarker(jpeg, 0xDA) + 14;
    SpliceCase image = new SpliceCase(Arrays.copyOf(jpeg, (data + jpeg.length - 20) / 2));

    assertThatThrownBy(image::splice).isInstanceOf(ImageFormatException.class);
    assertThat(image.lenient().splice().jpeg()).isEqualTo(image.source);
  }

  @Test
  void keepsTheTablesOfTheSourceWhereTheySuffice() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);
    byte[] spliced = new SpliceCase(jpeg).rectangle(0, 30, 9, 40, BLUE).splice().jpeg();
    int scan = JpegEdits.indexOfMarker(jpeg, 0xDA);

    assertThat(Arrays.copyOf(spliced, scan)).isEqualTo(Arrays.copyOf(jpeg, scan));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void copiesRestartIntervalsWithoutPaintByteForByte(boolean strict) throws IOException {
    SpliceCase image = new SpliceCase(TestJpegs.restarting(167, 95, 3));
    image.strict = strict;
    List<byte[]> before = intervals(image.source);
    List<byte[]> after = intervals(image.rectangle(40, 40, 60, 50, BLUE).splice().jpeg());
    boolean[] touched = image.touched();

    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      boolean painted = false;
      for (int mcu = 3 * i; mcu < Math.min(touched.length, 3 * i + 3); mcu++) {
        painted |= touched[mcu];
      }
      assertThat(Arrays.equals(after.get(i), before.get(i)))
          .as("interval %s", i)
          .isEqualTo(!painted);
    }
  }

  /** More than the buffers hold, between two markers and before the first painted MCU. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void copiesLongRestartIntervalsByteForByte(boolean strict) throws IOException {
    byte[] jpeg = TestJpegs.ofKind(Jpegs.noise(640, 640, 0x3F3F3F), 1, 1, 80 * 30, false, 0.95f);
    SpliceCase image = new SpliceCase(jpeg);
    image.strict = strict;

    List<byte[]> before = intervals(jpeg);
    List<byte[]> after = intervals(image.rectangle(8, 630, 9, 631, BLUE).splice().jpeg());

    assertThat(before.get(0)).hasSizeGreaterThan(200_000);
    assertThat(after).hasSize(3);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isEqualTo(before.get(1));
    assertThat(after.get(2)).isNotEqualTo(before.get(2));
  }

  @Test
  void refusesWrongAndMissingRestartMarkers() throws IOException {
    byte[] jpeg = TestJpegs.restarting(67, 45, 2);
    int restart = indexOf(jpeg, 0xD1, JpegEdits.indexOfMarker(jpeg, 0xDA));
    byte[] wrong = JpegEdits.withBytes(jpeg, restart + 1, 0xD2);
    byte[] head = Arrays.copyOf(jpeg, restart);
    byte[] missing = Bytes.concat(head, Arrays.copyOfRange(jpeg, restart + 2, jpeg.length));
    assertRefused(painted(wrong), "SOS", "stands in the place of 1");
    assertRefused(
        painted(Jpegs.inserted(jpeg, restart, 0x12, 0x34)), "SOS", "more data than the scan needs");
    assertRefused(painted(wrong).lenient(), "SOS", "stands in the place of 1");
    assertThatThrownBy(painted(missing)::splice).isInstanceOf(ImageFormatException.class);
  }

  @Test
  void dropsFillBytesBeforeMarkersAndWithinData() throws IOException {
    byte[] jpeg = TestJpegs.ofKind(NOISE, 2, 2, 3, false, 0.95f);
    int scan = JpegEdits.indexOfMarker(jpeg, 0xDA);
    byte[] filled = Jpegs.inserted(jpeg, jpeg.length - 2, 0xFF, 0xFF);
    filled = Jpegs.inserted(filled, indexOf(filled, 0xD1, scan), 0xFF, 0xFF, 0xFF);
    filled = Jpegs.inserted(filled, indexOf(filled, 0x00, scan), 0xFF);

    assertThat(painted(filled).splice().jpeg()).isEqualTo(painted(jpeg).splice().jpeg());
  }

  static Stream<Arguments> whatMayFollowTheLastMcu() {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);
    int end = jpeg.length - 2;
    return Stream.of(
        Arguments.of("padding", Jpegs.inserted(jpeg, end, 0x00, 0xFF, 0xD0, 0x00)),
        Arguments.of("tables", Jpegs.inserted(jpeg, end, 0xFF, 0xDD, 0, 4, 0, 7)),
        Arguments.of("a comment", Jpegs.inserted(jpeg, end, 0xFF, 0xFE, 0, 2)),
        Arguments.of("no end marker", Arrays.copyOf(jpeg, end)),
        Arguments.of("a film", Bytes.concat(jpeg, "a film".getBytes(ISO_8859_1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatMayFollowTheLastMcu")
  void leavesOutOrAddsWhatFollowsTheLastMcu(String what, byte[] jpeg) throws IOException {
    assertThat(painted(jpeg).splice().jpeg())
        .isEqualTo(painted(TestJpegs.baseline(67, 45, 3)).splice().jpeg());
    assertThat(new SpliceCase(jpeg).splice().jpeg()).as(what).isEqualTo(jpeg);
  }

  @Test
  void leavesOutWhatDecodersPassOverBehindTheLastMcu() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);
    SpliceCase more = painted(Jpegs.inserted(jpeg, jpeg.length - 2, 0x12, 0x34, 0x56));

    assertRefused(more, "SOS", "more data");
    more.strict = false;
    assertThat(more.splice().jpeg()).isEqualTo(painted(jpeg).splice().jpeg());
  }

  @Test
  void aFrameOfMotionJpegGetsTheCodesThatItLeavesOut() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);
    byte[] frame = JpegEdits.withoutCodes(jpeg);

    byte[] spliced = painted(frame).splice().jpeg();

    assertThat(Coefficients.byBlocks(spliced))
        .usingRecursiveComparison()
        .isEqualTo(Coefficients.byBlocks(painted(jpeg).splice().jpeg()));
    assertThat(JpegEdits.indexOfMarker(spliced, 0xC4)).isPositive();
  }

  @Test
  void transcodesWhereOptimizedTablesLackWordsAndHaveNoRoom() throws IOException {
    byte[] jpeg = TestJpegs.ofKind(NOISE, 2, 2, 0, true, 0.9f);
    Spliced spliced = painted(jpeg).splice();

    assertThat(spliced.report().coding()).isEqualTo(Coding.TRANSCODED);
    assertThat(spliced.jpeg().length).isLessThan(jpeg.length * 103 / 100 + 600);
    assertSameOutside(painted(jpeg), spliced);
  }

  @Test
  void extendsOptimizedTablesThatHaveRoomAndCopies() throws IOException {
    BufferedImage flat = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
    byte[] jpeg = TestJpegs.ofKind(flat, 2, 2, 0, true, 0.9f);
    SpliceCase image =
        new SpliceCase(jpeg).rectangle(3, 3, 40, 9, OPAQUE_BLUE).noise(new Random(1));
    Spliced spliced = image.splice();

    assertThat(spliced.report().coding()).isEqualTo(Coding.PATCHED);
    assertSameOutside(image, spliced);
    assertThat(TestJpegs.samplesByImageIo(spliced.jpeg())).hasSize(3 * 64 * 64);
  }

  @Test
  void blendsOnePlainColorIntoDcCoefficientsAlone() throws IOException {
    SpliceCase image =
        new SpliceCase(TestJpegs.baseline(48, 48, 3)).rectangle(16, 16, 32, 32, OPAQUE_BLUE);

    assertFlat(Coefficients.byBlocks(image.splice().jpeg()).get(4));
    byte[] samples = TestJpegs.samplesByImageIo(image.splice().jpeg());
    int center = 3 * (24 * 48 + 24);
    assertThat(samples[center] & 0xFF).isBetween(0, 4);
    assertThat(samples[center + 1] & 0xFF).isBetween(116, 124);
    assertThat(samples[center + 2] & 0xFF).isBetween(251, 255);
  }

  @Test
  void repeatsTheLastPixelsIntoThePaddingOfPartialMcus() throws IOException {
    SpliceCase image =
        new SpliceCase(TestJpegs.baseline(17, 9, 3)).rectangle(0, 0, 17, 9, BLUE | 0xFF);

    Coefficients.byBlocks(image.splice().jpeg()).forEach(JpegSpliceTest::assertFlat);
  }

  private static void assertFlat(short[] mcu) {
    for (int i = 0; i < mcu.length; i++) {
      assertThat(i % 64 == 0 || mcu[i] == 0).isTrue();
    }
  }

  @Test
  void leavesBlocksWithoutPaintInTouchedMcus() throws IOException {
    SpliceCase image =
        new SpliceCase(TestJpegs.ofKind(NOISE, 2, 2, 0, false, 0.9f)).rectangle(1, 1, 5, 5, BLUE);
    short[] before = Coefficients.byBlocks(image.source).get(0);
    short[] after = Coefficients.byBlocks(image.splice().jpeg()).get(0);

    assertThat(Arrays.copyOfRange(after, 64, 256)).isEqualTo(Arrays.copyOfRange(before, 64, 256));
    assertThat(Arrays.copyOf(after, 64)).isNotEqualTo(Arrays.copyOf(before, 64));
  }

  @Test
  void paintsGrayFilesWhateverTheirSamplingFactorsSay() throws IOException {
    byte[] jpeg = TestJpegs.baseline(40, 24, 1);
    int frame = JpegEdits.indexOfMarker(jpeg, 0xC0);
    byte[] factors = JpegEdits.withBytes(jpeg, frame + 11, 0x22);
    SpliceCase image = new SpliceCase(factors).rectangle(9, 3, 20, 14, OPAQUE_GRAY);
    Spliced spliced = image.splice();

    assertThat(spliced.report().total()).isEqualTo(15);
    assertSameOutside(image, spliced);
  }

  @Test
  void namesTheObstacleOfInksColorOnGrayAndOddSamplings() throws IOException {
    byte[] color = TestJpegs.baseline(40, 24, 3);
    int frame = JpegEdits.indexOfMarker(color, 0xC0);
    byte[] thirds = JpegEdits.withBytes(color, frame + 11, 0x31, 0, 2, 0x21);
    byte[] smallLuma = JpegEdits.withBytes(color, frame + 11, 0x11, 0, 2, 0x21);

    assertObstacle(TestJpegs.inks(20, 20, new int[4], 2), "inks");
    assertObstacle(TestJpegs.baseline(20, 20, 1), "gray");
    assertObstacle(thirds, "sampling factors");
    assertObstacle(smallLuma, "sampling factors");
    assertThat(new SpliceCase(color).open().obstacle(true)).isEmpty();
    assertThat(new SpliceCase(TestJpegs.baseline(20, 20, 1)).open().obstacle(false)).isEmpty();
  }

  private static void assertObstacle(byte[] jpeg, String words) throws IOException {
    assertThat(new SpliceCase(jpeg).open().obstacle(true).orElseThrow()).contains(words);
  }

  @Test
  void refusesToPaintOverAnObstacle() throws IOException {
    SpliceCase inks = painted(TestJpegs.inks(70, 70, new int[4], 2));

    assertThatIllegalStateException().isThrownBy(inks::splice).withMessageContaining("inks");
  }

  private static SpliceCase plainBlock(CraftedJpeg jpeg) throws IOException {
    return new SpliceCase(jpeg.scan(0, 63, 0, 0).data("x00 x00").end())
        .rectangle(0, 0, 8, 8, 0xC0C0C0FF);
  }

  @Test
  void usesTheDivisorsThatWereDefinedLastOfEitherSize() throws IOException {
    SpliceCase last = plainBlock(CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 8, 8, 1).divisors(16));
    SpliceCase wide = plainBlock(CraftedJpeg.of(0xC1, 8, 8, 1).wideDivisors());

    assertThat(Coefficients.byBlocks(last.splice().jpeg()).get(0)[0]).isEqualTo((short) 32);
    assertThat(Coefficients.byBlocks(wide.splice().jpeg()).get(0)[0]).isEqualTo((short) 2);
  }

  @Test
  void divisorsOfZeroAreAnObstacle() throws IOException {
    SpliceCase zero = plainBlock(CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 8, 8, 1).divisors(0));

    assertThat(zero.open().obstacle(false)).hasValue("an element of a quantization table is 0");
  }

  @Test
  void mergesScansOfOneComponentEach() throws IOException {
    assertMerged(
        CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 24, 16, 3)
            .scanOf(new int[] {2}, 0, 63, 0, 0)
            .data("x05 10100 x03 101 x00".concat(" x00 x00".repeat(5)))
            .scanOf(new int[] {1}, 0, 63, 0, 0)
            .data("x00 x00 ".repeat(5).concat("x04 1010 x00"))
            .scanOf(new int[] {3}, 0, 63, 0, 0)
            .data("x00 x00 ".repeat(5).concat("x00 x00"))
            .end());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2", "4, 1"})
  void mergesProgressiveScansWithUnchangedCoefficients(int h, int v) throws IOException {
    assertMerged(TestJpegs.progressive(NOISE, h, v));
  }

  private static void assertMerged(byte[] jpeg) throws IOException {
    SpliceCase image = new SpliceCase(jpeg).rectangle(3, 2, 9, 7, BLUE);
    Spliced spliced = image.splice();

    assertThat(spliced.report().coding()).isEqualTo(Coding.MERGED);
    assertThat(new SpliceCase(spliced.jpeg()).header.multiScan()).isFalse();
    assertSameOutside(image, spliced);
  }

  @Test
  void codesMergedScansWithTheCodesThatFitThemBest() throws IOException {
    BufferedImage picture = NOISE;
    byte[] sequential = TestJpegs.ofKind(picture, 2, 2, 0, true, 0.9f);
    byte[] progressive = TestJpegs.progressive(picture, 2, 2);
    SpliceCase image = new SpliceCase(progressive).rectangle(3, 2, 4, 3, 0x80808001);

    byte[] merged = image.splice().jpeg();

    assertThat(merged.length).isBetween(sequential.length - 100, sequential.length + 100);
  }

  /** At first nothing fits beside the scans, in the end everything does. */
  @Test
  void codesMergedScansWithTypicalCodesOnceTheTemporaryFileIsFull() throws IOException {
    SpliceCase image =
        new SpliceCase(TestJpegs.progressive(Jpegs.noise(200, 150, 0x3F3F3F), 2, 1))
            .rectangle(30, 20, 50, 40, BLUE);
    Spliced best = image.splice();
    List<short[]> coefficients = Coefficients.byBlocks(best.jpeg());
    int typical = 0;
    for (int spare = 0; spare < 200_000; spare += 10_000) {
      ImageLimits limits = ImageLimits.DEFAULT.withMaxSpoolBytes(image.source.length + spare);
      byte[] jpeg = image.splice(ImageSource.of(image.source), limits).jpeg();

      assertThat(Coefficients.byBlocks(jpeg))
          .usingElementComparator(Arrays::compare)
          .containsExactlyElementsOf(coefficients);
      typical += jpeg.length > best.jpeg().length ? 1 : 0;
    }
    assertThat(typical).isBetween(2, 18);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void refusesScansWhoseCoefficientsNoSequentialFileCanHold(int paintedFrom) throws IOException {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 16, 8, 1)
            .scan(0, 0, 0, 0)
            .data("x00 x00")
            .scan(1, 63, 0, 4)
            .data("x0A 1111111111 x00 x00")
            .end();
    SpliceCase image =
        new SpliceCase(jpeg).rectangle(paintedFrom, 0, paintedFrom + 8, 8, OPAQUE_GRAY);

    assertRefused(image, "SOS", "too large");
  }

  @Test
  void refusesDcCoefficientsOutOfRange() throws IOException {
    byte[] jpeg =
        CraftedJpeg.gray(3, "x0B 11111111111 x00 x0B 11111111111 x00 x0B 11111111111 x00");
    assertRefused(
        new SpliceCase(jpeg).rectangle(8, 0, 9, 1, BLUE | 0xFF), "SOS", "too large for 8-bit");
    assertRefused(new SpliceCase(jpeg).rectangle(0, 0, 8, 8, 0xFF), "SOS", "out of the range");
  }

  @Test
  void refusesAMarkerThatDoesNotBelongBehindTheScan() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);

    assertRefused(
        painted(Jpegs.inserted(jpeg, jpeg.length - 2, 0xFF, 0xDA, 0, 2)), "SOS", "behind");
  }

  @Test
  void noticesThatTheFileWasReplacedAfterItsHeaderWasRead() throws IOException {
    List<byte[]> versions =
        new ArrayList<>(List.of(TestJpegs.baseline(67, 45, 3), TestJpegs.baseline(67, 46, 3)));
    ImageSource source = ImageSource.reopening(() -> ImageSource.of(versions.remove(0)).open());
    JpegSplice splice = SpliceCase.open(source, ImageLimits.DEFAULT);
    PaintedRows paint = painted(versions.get(0)).rows();

    assertThatThrownBy(() -> splice.write(paint, true, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void takesHeapByWidthAlone() throws IOException {
    long low = new SpliceCase(TestJpegs.baseline(2000, 20, 3)).open().heapBytes();
    long high = new SpliceCase(TestJpegs.baseline(2000, 400, 3)).open().heapBytes();
    long twice = new SpliceCase(TestJpegs.baseline(4000, 20, 3)).open().heapBytes();

    assertThat(high).isEqualTo(low);
    assertThat(low + 15 * (twice - low)).isLessThan(4 << 20);
  }

  private static SpliceCase painted(byte[] jpeg) throws IOException {
    return new SpliceCase(jpeg)
        .rectangle(5, 3, 50, 20, BLUE)
        .rectangle(60, 40, 64, 42, OPAQUE_BLUE);
  }

  static void assertSameOutside(SpliceCase image, Spliced spliced) throws IOException {
    List<short[]> before = Coefficients.of(image.source);
    List<short[]> after = Coefficients.byBlocks(spliced.jpeg());
    boolean[] touched = image.touched();
    for (int mcu = 0; mcu < touched.length; mcu++) {
      if (!touched[mcu]) {
        assertThat(after.get(mcu)).as("MCU %s", mcu).isEqualTo(before.get(mcu));
      }
    }
  }

  private static void assertRefused(SpliceCase image, String part, String rule) {
    assertThatThrownBy(image::splice)
        .isInstanceOfSatisfying(
            ImageFormatException.class,
            e -> {
              assertThat(e.part().orElse("")).isEqualTo(part);
              assertThat(e.byteOffset()).isBetween(0L, (long) image.source.length);
            })
        .hasMessageContaining(rule);
  }

  /** The offset of 0xFF and another byte. */
  private static int indexOf(byte[] jpeg, int second, int from) {
    int at = from;
    while ((jpeg[at] & 0xFF) != 0xFF || (jpeg[at + 1] & 0xFF) != second) {
      at++;
    }
    return at;
  }

  /** The coded bytes between restart markers. */
  private static List<byte[]> intervals(byte[] jpeg) {
    List<byte[]> intervals = new ArrayList<>();
    int scan = JpegEdits.indexOfMarker(jpeg, 0xDA);
    int start = scan + 2 + (jpeg[scan + 3] & 0xFF);
    for (int at = start; at + 1 < jpeg.length; at++) {
      if ((jpeg[at] & 0xFF) == 0xFF && jpeg[at + 1] != 0) {
        intervals.add(Arrays.copyOfRange(jpeg, start, at));
        start = at + 2;
      }
    }
    return intervals;
  }
}
