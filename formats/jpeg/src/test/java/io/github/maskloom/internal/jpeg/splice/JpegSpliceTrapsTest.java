package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.SplicedMcus.Coding;
import io.github.maskloom.internal.jpeg.CraftedJpeg;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.internal.jpeg.scan.HuffmanCode;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits, tables and headers that a splice is easily wrong with, bit by bit. */
class JpegSpliceTrapsTest {
  private static final int MIDDLE = 0x808080FF;
  private static final int LIGHTER = 0xC0C0C0FF;

  /** The second block of a file painted. */
  private static byte[] painted(byte[] jpeg, int color) throws IOException {
    return new SpliceCase(jpeg).rectangle(8, 0, 16, 8, color).splice().jpeg();
  }

  @Test
  void patchesNothingBehindAChangeThatEndsInTheSameDc() throws IOException {
    byte[] jpeg = CraftedJpeg.gray(4, "x00 x00 x00 x03 111 x00 x00 x00 x00 x13 101 x00");

    assertThat(painted(jpeg, MIDDLE))
        .isEqualTo(CraftedJpeg.gray(4, "x00 x00 x00 x00 x00 x00 x00 x13 101 x00"));
  }

  @Test
  void codesOnlyTheNextDcDifferenceBehindAChangeAnew() throws IOException {
    byte[] jpeg = CraftedJpeg.gray(4, "x00 x00 x00 x00 x00 x13 101 x00 x02 11 x00");

    assertThat(painted(jpeg, LIGHTER))
        .isEqualTo(
            CraftedJpeg.gray(4, "x00 x00 x07 1000000 x00 x07 0111111 x13 101 x00 x02 11 x00"));
  }

  /** Eight ones, in every phase of the source. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void stuffsWhatIsFullInThePhaseOfTheCopyAlone(int phase) throws IOException {
    String before = " x01 1".repeat(phase);
    String behind = " x08 11111111 x08 11111111 x09 111111110 x00";
    byte[] jpeg = CraftedJpeg.gray(3, "x00 x00 x00 x00 x00" + before + behind);

    assertThat(painted(jpeg, LIGHTER))
        .isEqualTo(CraftedJpeg.gray(3, "x00 x00 x07 1000000 x00 x07 0111111" + before + behind));
  }

  @Test
  void takesARestartIntervalOfZeroForNone() throws IOException {
    byte[] jpeg = TestJpegs.baseline(40, 24, 3);
    byte[] zero = JpegEdits.withSegment(jpeg, 0xDD, new byte[2]);

    assertThat(painted(zero, LIGHTER))
        .isEqualTo(JpegEdits.withSegment(painted(jpeg, LIGHTER), 0xDD, new byte[2]));
  }

  @Test
  void mergesScansWithRestartIntervalsOfTheirOwn() throws IOException {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 24, 8, 3)
            .scanOf(new int[] {1}, 0, 63, 0, 0)
            .data("x02 11 x00 x00 x00 x00 x00")
            .segment(0xDD, (byte) 0, (byte) 1)
            .scanOf(new int[] {2}, 0, 63, 0, 0)
            .data("x02 10 x00")
            .marker(0xD0)
            .data("x02 10 x00")
            .marker(0xD1)
            .data("x02 10 x00")
            .segment(0xDD, (byte) 0, (byte) 2)
            .scanOf(new int[] {3}, 0, 63, 0, 0)
            .data("x01 1 x00 x00 x00")
            .marker(0xD0)
            .data("x00 x00")
            .end();
    SpliceCase image = new SpliceCase(jpeg).rectangle(0, 0, 8, 8, MIDDLE);
    Spliced spliced = image.splice();

    assertThat(spliced.report().coding()).isEqualTo(Coding.MERGED);
    List<short[]> mcus = Coefficients.byBlocks(spliced.jpeg());
    assertThat(dc(mcus.get(0))).containsExactly(0, 0, 0);
    assertThat(dc(mcus.get(1))).containsExactly(3, 2, 1);
    assertThat(dc(mcus.get(2))).containsExactly(3, 2, 0);
  }

  private static int[] dc(short[] mcu) {
    return new int[] {mcu[0], mcu[64], mcu[128]};
  }

  @Test
  void findsAMarkerInsideAnMcu() throws IOException {
    byte[] jpeg = TestJpegs.baseline(67, 45, 3);
    int middle = (JpegEdits.indexOfMarker(jpeg, 0xDA) + jpeg.length) / 2;
    while (jpeg[middle - 1] == (byte) 0xFF) {
      middle++;
    }
    byte[] marked = Jpegs.inserted(jpeg, middle, 0xFF, 0xD3);
    for (SpliceCase image :
        List.of(new SpliceCase(marked), new SpliceCase(marked).rectangle(0, 0, 4, 4, LIGHTER))) {
      int end = middle;
      assertThatThrownBy(image::splice)
          .isInstanceOfSatisfying(
              ImageFormatException.class,
              e -> assertThat(e.byteOffset()).isBetween(end - 40L, end + 2L));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void paintsFilesOfRgbWithoutConversion(boolean named) throws IOException {
    byte[] ycc = TestJpegs.ofKind(TestJpegs.picture(32, 32, 3), 1, 1, 0, false, 0.9f);
    byte[] bare = JpegEdits.withoutSegment(ycc, 0xE0);
    byte[] rgb =
        named ? JpegEdits.withComponentIds(bare, 'R', 'G', 'B') : JpegEdits.withAdobe(bare, 0);
    SpliceCase image = new SpliceCase(rgb).rectangle(0, 0, 32, 32, 0x20C040FF);
    assertColor(TestJpegs.samplesByImageIo(image.splice().jpeg()), 0, 0x20C040);
  }

  /** But for three levels. */
  private static void assertColor(byte[] samples, int at, int rgb) {
    for (int band = 0; band < 3; band++) {
      int color = rgb >> (16 - 8 * band) & 0xFF;
      assertThat(samples[at + band] & 0xFF).isBetween(color - 3, color + 3);
    }
  }

  @Test
  void usesEachTableOfASegmentThatDefinesSeveral() throws IOException {
    byte[] tables = new byte[130];
    Arrays.fill(tables, 1, 65, (byte) 8);
    tables[65] = 1;
    Arrays.fill(tables, 66, 130, (byte) 16);
    byte[] crafted =
        CraftedJpeg.bare(CraftedJpeg.SEQUENTIAL, 8, 8, 3)
            .segment(0xDB, tables)
            .codes(0x00)
            .codes(0x10)
            .scanOf(new int[] {1, 2, 3}, 0, 63, 0, 0)
            .data("x00 x00 x00 x00 x00 x00")
            .end();
    int frame = JpegEdits.indexOfMarker(crafted, 0xC0);
    byte[] jpeg = JpegEdits.withBytes(crafted, frame + 15, 1, 3, 0x11, 1);
    SpliceCase image = new SpliceCase(jpeg).rectangle(0, 0, 8, 8, 0x0000FFFF);
    int[] dc = dc(Coefficients.byBlocks(image.splice().jpeg()).get(0));

    // Blue is 29 in Y, 255 in Cb and 107 in Cr; a DC coefficient is eight times the mean.
    assertThat(dc[0]).isEqualTo(29 - 128);
    assertThat(dc[1]).isBetween(63, 64);
    assertThat(dc[2]).isBetween(-11, -10);
  }

  @Test
  void usesMoreThanTwoCodesOfAnExtendedFile() throws IOException {
    byte[] jpeg = TestJpegs.ofKind(Jpegs.noise(90, 70, 0x7F7F7F), 2, 2, 0, false, 0.9f);
    byte[] dc = Bytes.concat(new byte[] {2}, HuffmanCode.CHROMA_DC.definition());
    byte[] ac = Bytes.concat(new byte[] {0x12}, HuffmanCode.CHROMA_AC.definition());
    byte[] more = JpegEdits.withSegment(JpegEdits.withSegment(jpeg, 0xC4, dc), 0xC4, ac);
    more[JpegEdits.indexOfMarker(more, 0xC0) + 1] = (byte) 0xC1;
    more[JpegEdits.indexOfMarker(more, 0xDA) + 10] = 0x22;

    byte[] spliced = painted(more, 0x2080C0A0);

    assertThat(Coefficients.byBlocks(spliced))
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(Coefficients.byBlocks(painted(jpeg, 0x2080C0A0)));
  }

  /** Old chroma counts as constant under each of its samples, so none of it is left. */
  @Test
  void leavesNoOldChromaUnderOpaquePaint() throws IOException {
    SpliceCase image =
        new SpliceCase(TestJpegs.ofKind(Jpegs.noise(90, 70, 0x7F7F7F), 2, 2, 0, false, 1f));
    byte[] samples =
        TestJpegs.samplesByImageIo(image.rectangle(16, 16, 32, 30, 0x2080C0FF).splice().jpeg());

    for (int y = 20; y < 26; y++) {
      for (int x = 20; x < 28; x++) {
        assertColor(samples, 3 * (y * image.width + x), 0x2080C0);
      }
    }
  }
}
