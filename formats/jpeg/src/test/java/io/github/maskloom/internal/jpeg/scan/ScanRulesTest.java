package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.CraftedJpeg;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.testing.JpegEdits;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan may be, what it may hold, and in which order scans come. */
class ScanRulesTest {
  private static final int[] FIRST = {1};
  private static final int[] SECOND = {2};
  private static final int[] THIRD = {3};

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0",
    "0, 63, 0, 0",
    "1, 64, 0, 0",
    "5, 4, 0, 0",
    "1, 5, 3, 1",
    "1, 5, 1, 1",
    "1, 5, 0, 14",
    "200, 255, 0, 0"
  })
  void refusesBandsAndBitsThatNoProgressiveScanHas(int first, int last, int high, int low) {
    assertRefused(
        gray().scan(0, 0, 0, 0).data("x00").scan(first, last, high, low).data("x00").end(),
        "SOS",
        "no scan of this process");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "0, 62, 0, 0", "1, 63, 0, 0", "0, 63, 1, 0", "0, 63, 0, 1"})
  void refusesBandsAndBitsThatNoSequentialScanHas(int first, int last, int high, int low) {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 8, 8, 3)
            .scanOf(FIRST, first, last, high, low)
            .data("x00 x00")
            .end();

    assertRefused(jpeg, "SOS", "no scan of this process");
  }

  @Test
  void refusesAcCoefficientsOfSeveralComponents() {
    byte[] jpeg = color().scanOf(new int[] {1, 2}, 1, 63, 0, 0).data("x00").end();

    assertRefused(jpeg, "SOS", "no scan of this process");
  }

  @Test
  void refusesComponentsThatAreUnknownOrThereTwice() {
    assertRefused(color().scanOf(new int[] {4}, 0, 0, 0, 0).end(), "SOS", "no component 4");
    assertRefused(color().scanOf(new int[] {2, 2}, 0, 0, 0, 0).end(), "SOS", "2 is there twice");
    assertRefused(color().segment(0xDA, (byte) 5).end(), "SOS", "does not fit");
  }

  static Stream<Arguments> scansOutOfTurn() {
    return Stream.of(
        Arguments.of("AC first", gray().scan(1, 63, 0, 0), "before the DC coefficients"),
        Arguments.of("DC twice", dc().scan(0, 0, 0, 0), "coefficient 0 is coded out of turn"),
        Arguments.of("refined too early", gray().scan(0, 0, 1, 0), "coefficient 0"),
        Arguments.of("refined too far", dc().scan(0, 0, 1, 0), "coefficient 0"),
        Arguments.of("AC twice", ac().scan(5, 6, 0, 0), "coefficient 5"),
        Arguments.of("a bit left out", ac().scan(1, 63, 1, 0), "coefficient 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scansOutOfTurn")
  void refusesScansOutOfTurn(String name, CraftedJpeg jpeg, String rule) {
    assertRefused(jpeg.data("x00").end(), "SOS", rule);
  }

  @Test
  void refusesASequentialComponentThatIsCodedTwice() {
    byte[] jpeg = separately().scanOf(FIRST, 0, 63, 0, 0).data("x00 x00").end();

    assertRefused(jpeg, "SOS", "coefficient 0 is coded out of turn");
  }

  @Test
  void refusesAFileWhoseLastComponentWasNotCoded() {
    byte[] jpeg = separately().scanOf(SECOND, 0, 63, 0, 0).data("x00 x00").end();

    assertRefused(jpeg, "EOI", "before all components were coded");
  }

  @Test
  void refusesScansWithoutTheirTables() {
    CraftedJpeg bare = CraftedJpeg.bare(CraftedJpeg.PROGRESSIVE, 8, 8, 1);
    CraftedJpeg noDivisors = CraftedJpeg.bare(CraftedJpeg.PROGRESSIVE, 8, 8, 1).codes(0x00);

    assertRefused(bare.divisors(8).scan(0, 0, 0, 0).data("x00").end(), "SOS", "a Huffman code");
    assertRefused(noDivisors.scan(0, 0, 0, 0).data("x00").end(), "SOS", "a quantization table");
  }

  @Test
  void refusesTablesThatAreWrong() {
    byte[] tooShort = new byte[64];
    byte[] manyWords = new byte[20];
    manyWords[1] = 2;
    byte[] fewSymbols = new byte[18];
    fewSymbols[8] = 2;

    assertRefused(ended(0xDB, tooShort), "DQT", "ends within a table");
    assertRefused(ended(0xDB, (byte) 0x24), "DQT", "tables have numbers 0 to 3");
    assertRefused(ended(0xC4, (byte) 0x00), "DHT", "ends within a code");
    assertRefused(ended(0xC4, (byte) 0x24), "DHT", "codes are of class 0 or 1");
    assertRefused(ended(0xC4, manyWords), "DHT", "more words than its lengths allow");
    assertRefused(ended(0xC4, fewSymbols), "DHT", "more words than symbols");
    assertRefused(ended(0xDD, (byte) 1), "DRI", "2 bytes, not 1");
    assertRefused(ended(0xC0, (byte) 1), "SOF0", "does not belong between scans");
  }

  /**
   * The IJG library calls them bogus (jdhuff.c), whether or not a word of theirs occurs. {@code
   * djpeg} of libjpeg-turbo 2.1.5 refuses each of these files, and takes sizes up to 15.
   */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 127, 128, 255})
  void refusesCodesOfDifferencesThatNoDecoderTakes(int size) {
    byte[] code = codeOf(0, size);

    assertRefused(
        scanned(CraftedJpeg.SEQUENTIAL, code, 63), "SOS", "DC differences has sizes above 15 bits");
    assertRefused(
        scanned(CraftedJpeg.PROGRESSIVE, code, 0), "SOS", "DC differences has sizes above 15 bits");
  }

  /** Only codes that were never defined are the typical ones, to {@code djpeg} too. */
  @Test
  void refusesAScanWhoseCodeHasNoWords() {
    assertRefused(
        scanned(CraftedJpeg.SEQUENTIAL, new byte[17], 63), "SOS", "a Huffman code that the scan");
  }

  /** So does {@code djpeg}. */
  @Test
  void takesAnyCodeThatNoScanUses() throws IOException {
    byte[] jpeg = gray().segment(0xC4, slot(3, codeOf(0, 255))).scan(0, 0, 0, 0).data("x00").end();

    decode(jpeg);
  }

  @Test
  void refusesCodesWithAWordOfOnesAlone() {
    byte[] full = codeOf(0, 1);
    full[1] = 2;
    full[8] = 0;

    assertRefused(ended(0xC4, full), "DHT", "more words than its lengths allow");
  }

  private static byte[] scanned(int frame, byte[] code, int last) {
    CraftedJpeg jpeg = CraftedJpeg.bare(frame, 8, 8, 1).divisors(8).codes(0x10).segment(0xC4, code);
    return jpeg.scan(0, last, 0, 0).data("x00 x00").end();
  }

  /** A code of words of 8 bits for symbols, of class and slot 0. */
  private static byte[] codeOf(int... symbols) {
    byte[] content = new byte[17 + symbols.length];
    content[8] = (byte) symbols.length;
    for (int i = 0; i < symbols.length; i++) {
      content[17 + i] = (byte) symbols[i];
    }
    return content;
  }

  private static byte[] slot(int slot, byte[] code) {
    code[0] = (byte) slot;
    return code;
  }

  private static byte[] ended(int marker, byte... content) {
    return dc().segment(marker, content).end();
  }

  static Stream<Arguments> wrongData() {
    return Stream.of(
        Arguments.of(gray().scan(0, 0, 0, 0).data("11111111"), "no word of the Huffman code"),
        Arguments.of(gray().scan(0, 0, 0, 0).data("x0C 111111111111"), "difference of 12 bits"),
        Arguments.of(gray().scan(0, 0, 0, 1).data("x0B 11111111111"), "DC coefficient is too"),
        Arguments.of(gray().scan(0, 0, 0, 0).data("x0B"), "data end early"),
        Arguments.of(gray().scan(0, 0, 0, 0), "data end early"),
        Arguments.of(gray().scan(0, 0, 0, 0).data("x00 x05"), "more data than the scan needs"),
        Arguments.of(dc().scan(1, 63, 0, 0).data("x0B 11111111111"), "AC coefficient is too"),
        Arguments.of(dc().scan(1, 63, 0, 1).data("x0A 1111111111"), "AC coefficient is too"),
        Arguments.of(dc().scan(1, 3, 0, 0).data("x31 1"), "past the last coefficient"),
        Arguments.of(dc().scan(1, 3, 0, 0).data("xF0"), "past the last coefficient"),
        Arguments.of(ac().scan(1, 63, 2, 1).data("x02 11"), "more than one bit"),
        Arguments.of(ac().scan(1, 63, 2, 1).data("xF0 0 xF0 xF0 xF1 1"), "past the last"),
        Arguments.of(
            dc().scan(1, 63, 0, 13).data("x00").scan(1, 63, 13, 12).data("x01 1"),
            "AC coefficient is too"),
        Arguments.of(
            gray().scan(0, 0, 0, 13).data("x00").scan(0, 0, 13, 12).data("1"),
            "DC coefficient is too"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongData")
  void refusesDataThatBreakARule(CraftedJpeg jpeg, String rule) {
    assertRefused(jpeg.end(), "SOS", rule);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "x00 x10 x00, ends without a coefficient",
    "x00 xF0 xF0 xF0 xF1 1, past the last coefficient",
    "x00 x0B 11111111111, AC coefficient is too"
  })
  void refusesSequentialDataThatBreakARule(String data, String rule) {
    byte[] jpeg =
        CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 8, 8, 3)
            .scanOf(FIRST, 0, 63, 0, 0)
            .data(data)
            .scanOf(SECOND, 0, 63, 0, 0)
            .data("x00 x00")
            .scanOf(THIRD, 0, 63, 0, 0)
            .data("x00 x00")
            .end();

    assertRefused(jpeg, "SOS", rule);
  }

  @Test
  void refusesRestartMarkersThatAreMissingOrWrong() {
    byte[] every = {0, 1};
    assertRefused(
        wide().segment(0xDD, every).scan(0, 0, 0, 0).data("x00 x00").end(),
        "SOS",
        "more data than the scan needs");
    assertRefused(
        wide().segment(0xDD, every).scan(0, 0, 0, 0).data("x00").end(),
        "SOS",
        "where a restart marker was expected");
    assertRefused(
        wide().segment(0xDD, every).scan(0, 0, 0, 0).data("x00").marker(0xD1).data("x00").end(),
        "SOS",
        "restart marker 1 stands in the place of 0");
    assertRefused(
        wide().scan(0, 0, 0, 0).data("x00").marker(0xD0).data("x00").end(),
        "SOS",
        "data end early");
  }

  @Test
  void tellsWhereInTheFileTheDataAreWrong() {
    CraftedJpeg stuffed = wide().scan(0, 0, 0, 0).data("x08 11111111 11111111");
    byte[] jpeg = stuffed.end();
    int data = JpegEdits.indexOfMarker(jpeg, 0xDA) + 10;

    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> decode(jpeg))
        .satisfies(e -> assertThat(e.byteOffset()).isEqualTo(data + 1 + 2));
  }

  private static CraftedJpeg gray() {
    return CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 8, 8, 1);
  }

  private static CraftedJpeg wide() {
    return CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 16, 8, 1);
  }

  private static CraftedJpeg dc() {
    return gray().scan(0, 0, 0, 0).data("x00");
  }

  private static CraftedJpeg ac() {
    return dc().scan(1, 63, 0, 2).data("x01 1 x00");
  }

  private static CraftedJpeg color() {
    return CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 8, 8, 3);
  }

  private static CraftedJpeg separately() {
    return CraftedJpeg.of(CraftedJpeg.SEQUENTIAL, 8, 8, 3)
        .scanOf(FIRST, 0, 63, 0, 0)
        .data("x00 x00");
  }

  private static void assertRefused(byte[] jpeg, String part, String rule) {
    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> decode(jpeg))
        .satisfies(e -> assertThat(e.format()).isEqualTo("JPEG"))
        .satisfies(e -> assertThat(e.part().orElse("")).isEqualTo(part))
        .satisfies(e -> assertThat(e.byteOffset()).isNotNegative())
        .withMessageContaining(rule);
  }

  private static void decode(byte[] jpeg) throws IOException {
    try (JpegReader reader = Jpegs.open(jpeg)) {
      reader.push(8, window -> {});
    }
  }
}
