package io.github.maskloom.internal.png.splice;

import static io.github.maskloom.testing.ZlibStyle.ANYTHING;
import static io.github.maskloom.testing.ZlibStyle.DEFLATER;
import static io.github.maskloom.testing.ZlibStyle.EMPTY_LAST_STORED;
import static io.github.maskloom.testing.ZlibStyle.ONE_FIXED;
import static io.github.maskloom.testing.ZlibStyle.OWN;
import static io.github.maskloom.testing.ZlibStyle.SYNC_FLUSH;
import static io.github.maskloom.testing.ZlibStyle.TINY_STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.ZlibStyle;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures painted over while their compressed rows are copied, whoever compressed them. */
class PngSpliceTest {
  private static final int ROW_SAMPLES = 300;
  private static final int ROWS = 255;
  private static final int CHECKSUM_BYTES = 4;

  private static final PaintedPng.Colors NOISE = (x, y) -> ((x * 31 + y) * 2_654_435) >> 7;
  private static final PaintedPng.Colors FLAT = (x, y) -> 200;

  /** One for each kind of block, and some with several. */
  static Stream<ZlibStyle> styles() {
    return Stream.of(
        DEFLATER, SYNC_FLUSH, TINY_STORED, ONE_FIXED, OWN, EMPTY_LAST_STORED, ANYTHING);
  }

  /** Smooth in its middle, with noise at its left, and of one color at its right. */
  private static TestPng picture(ZlibStyle style, int rows) {
    Random random = new Random(1);
    int[] samples = new int[ROW_SAMPLES * rows];
    for (int i = 0; i < samples.length; i++) {
      int x = i % ROW_SAMPLES;
      int smooth = (x / 5 + i / ROW_SAMPLES / 3) & 0xFF;
      samples[i] = x < 45 ? random.nextInt(256) : x < 200 ? smooth : 80;
    }
    return TestPng.of(ColorType.RGB, 8, ROW_SAMPLES / 3, rows)
        .samples(samples)
        .zlib(style)
        .idatBytes(20_011);
  }

  private static PaintedPng painted(ZlibStyle style) throws IOException {
    return new PaintedPng(picture(style, ROWS).encode());
  }

  private static void assertPainted(PaintedPng image) throws IOException, DataFormatException {
    byte[] spliced = image.spliced();

    byte[] expected = image.expected();
    assertThat(PaintedPng.decoded(spliced)).isEqualTo(expected);
    assertThat(PngFiles.inflated(PngFiles.zlib(spliced)))
        .hasSize(expected.length / ROW_SAMPLES * (ROW_SAMPLES + 1));
  }

  @ParameterizedTest
  @MethodSource("styles")
  void dataOfWhichNothingIsPaintedStayAsTheyAre(ZlibStyle style) throws IOException {
    PaintedPng image = painted(style);
    byte[] zlib = PngFiles.zlib(picture(style, ROWS).encode());
    zlib[0] = 0x78;
    zlib[1] = 0x01;

    assertThat(PngFiles.zlib(image.spliced())).isEqualTo(zlib);
  }

  private static PaintedPng oneSample(ZlibStyle style) throws IOException {
    return painted(style).samples(151, 152, 100, 101, FLAT);
  }

  private static PaintedPng bothEnds(ZlibStyle style) throws IOException {
    return painted(style)
        .samples(0, 9, 0, 1, NOISE)
        .samples(ROW_SAMPLES - 3, ROW_SAMPLES, ROWS - 1, ROWS, FLAT);
  }

  private static PaintedPng twoAreas(ZlibStyle style) throws IOException {
    return painted(style)
        .samples(15, 250, 1, 3, NOISE)
        .samples(30, 100, 2, 9, FLAT)
        .samples(210, 295, 240, 245, FLAT);
  }

  private static PaintedPng everyRow(ZlibStyle style) throws IOException {
    return painted(style)
        .samples(10, 20, 0, ROWS, NOISE)
        .samples(90, 100, 0, ROWS, FLAT)
        .samples(250, 253, 0, ROWS, NOISE);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void whatIsPaintedChangesAlone(ZlibStyle style) throws Exception {
    for (PaintedPng image :
        List.of(oneSample(style), bothEnds(style), twoAreas(style), everyRow(style))) {
      assertPainted(image);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFLATER", "TINY_STORED", "OWN"})
  void everySampleChanges(ZlibStyle style) throws Exception {
    assertPainted(painted(style).samples(0, ROW_SAMPLES, 0, ROWS, NOISE));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEFLATER", "ONE_FIXED"})
  void moreThanAWindowChangesInOnePiece(ZlibStyle style) throws Exception {
    byte[] file = picture(style, 3 * ROWS).encode();

    assertPainted(new PaintedPng(file).samples(90, 100, 1, 3 * ROWS, FLAT));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void rowsOfEachFilterChange(int filter) throws Exception {
    byte[] file = picture(DEFLATER, ROWS).filter(filter).encode();

    assertPainted(
        new PaintedPng(file)
            .samples(30, 33, 5, 100, FLAT)
            .samples(99, 250, 50, 60, NOISE)
            .samples(0, ROW_SAMPLES, 80, 90, FLAT));
  }

  /** In thousandths of the picture before, just above what it takes if all is kept that can be. */
  @ParameterizedTest
  @CsvSource({
    "DEFLATER, 1012, 1022, 1129",
    "SYNC_FLUSH, 970, 968, 1033",
    "TINY_STORED, 558, 605, 294",
    "ONE_FIXED, 751, 703, 480",
    "OWN, 858, 836, 745",
    "EMPTY_LAST_STORED, 1011, 1021, 1126",
    "ANYTHING, 647, 575, 87"
  })
  void whatIsNotPaintedTakesNoMoreRoom(ZlibStyle style, int one, int areas, int rows)
      throws IOException {
    int before = PngFiles.zlib(picture(style, ROWS).encode()).length;

    assertThat(size(oneSample(style))).isLessThan(before * one / 1000);
    assertThat(size(twoAreas(style))).isLessThan(before * areas / 1000);
    assertThat(size(everyRow(style))).isLessThan(before * rows / 1000);
  }

  private static int size(PaintedPng image) throws IOException {
    return PngFiles.zlib(image.spliced()).length;
  }

  @Test
  void whatLiesFarFromThePaintIsCopiedBitByBit() throws IOException {
    byte[] file = picture(DEFLATER, ROWS).encode();
    byte[] before = PngFiles.zlib(file);
    PaintedPng image = new PaintedPng(file).samples(30, 45, 100, 101, NOISE);

    byte[] after = PngFiles.zlib(image.spliced());

    int head = Arrays.mismatch(behindFirstByte(before), behindFirstByte(after));
    int tail = Arrays.mismatch(reversed(before), reversed(after));
    assertThat(head).isBetween(before.length * 95 / ROWS, before.length * 103 / ROWS);
    assertThat(tail).isBetween(before.length * 30 / ROWS, before.length * 60 / ROWS);
    assertThat(after.length).isBetween(before.length - 100, before.length + 300);
  }

  /** The first byte says whether a block is the last, as the copy's first is not. */
  private static byte[] behindFirstByte(byte[] zlib) {
    return Arrays.copyOfRange(zlib, 3, zlib.length);
  }

  private static byte[] reversed(byte[] zlib) {
    byte[] reversed = new byte[zlib.length - CHECKSUM_BYTES];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = zlib[reversed.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void everyRowIsReportedOnceItIsDone() throws IOException {
    PaintedPng image = painted(DEFLATER).samples(30, 90, 100, 101, NOISE);
    byte[] rows = new byte[ROWS];
    for (int y = 0; y < ROWS; y++) {
      rows[y] = (byte) (y + 1);
    }

    image.spliced();

    assertThat(image.progress.toByteArray()).isEqualTo(rows);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void dataThatEndEarlyAreRefused(ZlibStyle style) throws IOException {
    byte[] zlib = PngFiles.zlib(picture(style, ROWS).encode());
    for (int kept : new int[] {0, 1, 2, 5, zlib.length / 2, zlib.length - 5, zlib.length - 1}) {
      PaintedPng image = new PaintedPng(ofData(Arrays.copyOf(zlib, kept)));

      assertThatThrownBy(image::spliced).isInstanceOf(ImageFormatException.class);
      image.samples(0, 1, ROWS - 2, ROWS - 1, FLAT);
      assertThatThrownBy(image::spliced).isInstanceOf(ImageFormatException.class);
    }
  }

  /** They may be a picture of what was painted over. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "100, 130", "0, 255", "254, 255"})
  void bytesBehindTheDataAreRefusedWhereverPaintIs(int top, int bottom) throws IOException {
    byte[] zlib = PngFiles.zlib(picture(DEFLATER, ROWS).encode());
    byte[] more = Arrays.copyOf(zlib, 3000);
    for (byte[] file :
        new byte[][] {
          ofData(Arrays.copyOf(zlib, zlib.length + 1)),
          ofData(Bytes.concat(zlib, more)),
          ofData(zlib, more),
          ofData(zlib, new byte[0], more, more)
        }) {
      PaintedPng image = new PaintedPng(file).samples(0, 9, top, bottom, FLAT);

      assertThatThrownBy(image::spliced).hasMessageContaining("bytes follow");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "100, 130", "0, 255"})
  void aWrongChecksumIsRefusedWhereverPaintIs(int top, int bottom) throws IOException {
    byte[] zlib = PngFiles.zlib(picture(DEFLATER, ROWS).encode());
    zlib[zlib.length - 1] ^= 1;
    PaintedPng image = new PaintedPng(ofData(zlib)).samples(0, 9, top, bottom, FLAT);

    assertThatThrownBy(image::spliced).hasMessageContaining("Adler-32");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "100, 130", "0, 255"})
  void aFilterThatDoesNotExistIsRefusedWhereverPaintIs(int top, int bottom) throws IOException {
    byte[] file = picture(DEFLATER, ROWS).filters(row -> row == 200 ? 5 : 1).encode();
    PaintedPng image = new PaintedPng(file).samples(0, 9, top, bottom, FLAT);

    assertThatThrownBy(image::spliced).hasMessageContaining("filter type 5");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aRowTooFewOrTooManyIsRefused(int more) throws IOException {
    TestPng other = TestPng.of(ColorType.RGB, 8, ROW_SAMPLES / 3, ROWS + more);
    PaintedPng image = new PaintedPng(ofData(PngFiles.zlib(other.encode())));
    String reason = more < 0 ? "end before the last row" : "go on after the last row";

    assertThatThrownBy(image::spliced).hasMessageContaining(reason);
    image.samples(0, 1, ROWS - 2, ROWS - 1, FLAT);
    assertThatThrownBy(image::spliced).hasMessageContaining(reason);
  }

  private static byte[] ofData(byte[]... data) {
    Stream<byte[]> header =
        Stream.of(
            TestPng.rawChunk("IHDR", TestPng.of(ColorType.RGB, 8, ROW_SAMPLES / 3, ROWS).header()));
    Stream<byte[]> idats = Arrays.stream(data).map(bytes -> TestPng.rawChunk("IDAT", bytes));
    return TestPng.file(
        Stream.of(header, idats, Stream.of(TestPng.rawChunk("IEND")))
            .flatMap(chunks -> chunks)
            .toArray(byte[][]::new));
  }
}
