package io.github.maskloom.internal.png;

import static io.github.maskloom.testing.TestPng.file;
import static io.github.maskloom.testing.TestPng.rawChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One broken file for every rule that the reader checks. */
class PngRulesTest {
  private static final TestPng GRAY = TestPng.of(ColorType.GRAY, 8, 3, 2);
  private static final TestPng RGB = TestPng.of(ColorType.RGB, 8, 3, 2);
  private static final TestPng PALETTE = TestPng.of(ColorType.PALETTE, 2, 3, 2);
  private static final byte[] IHDR = rawChunk("IHDR", GRAY.header());
  private static final byte[] IDAT = rawChunk("IDAT", zlib(GRAY.filteredRows()));
  private static final byte[] IEND = rawChunk("IEND");
  private static final byte[] TRNS = rawChunk("tRNS", (byte) 0, (byte) 7);
  private static final byte[] PLTE = rawChunk("PLTE", new byte[6]);

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Broken(String what, byte[] file, String part, String rule) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Broken> files() {
    return Stream.of(headers(), order(), palettes(), transparency(), data())
        .flatMap(files -> files);
  }

  private static Stream<Broken> headers() {
    return Stream.of(
        new Broken("signature", new byte[100], "", "signature"),
        new Broken("IHDR second", file(IDAT, IHDR, IEND), "IDAT", "first chunk"),
        new Broken("two IHDR", file(IHDR, IHDR, IDAT, IEND), "IHDR", "not allowed here"),
        new Broken("IHDR of 12 bytes", withHeader(new byte[12]), "IHDR", "12 bytes"),
        new Broken(
            "IHDR of 2 GB", file(longChunk("IHDR", Integer.MAX_VALUE)), "IHDR", "2147483647 bytes"),
        new Broken("width 0", withHeader(3, 0), "IHDR", "width 0"),
        new Broken("width 2^31", withHeader(0, 0x80), "IHDR", "width 2147483651"),
        new Broken("height 0", withHeader(7, 0), "IHDR", "height 0"),
        new Broken("color type", withHeader(9, 1), "IHDR", "color type 1"),
        new Broken("color type of 255", withHeader(9, 255), "IHDR", "color type 255"),
        new Broken("bit depth", withHeader(8, 3), "IHDR", "bit depth 3"),
        new Broken("bit depth of 0", withHeader(8, 0), "IHDR", "bit depth 0"),
        new Broken("compression", withHeader(10, 1), "IHDR", "compression method 1"),
        new Broken("filter method", withHeader(11, 64), "IHDR", "filter method 64"),
        new Broken("interlace", withHeader(12, 2), "IHDR", "interlace method 2"),
        new Broken("chunk type", file(IHDR, rawChunk("ab1d"), IDAT, IEND), "0x61623164", "letters"),
        new Broken("chunk length", file(IHDR, longChunk("teXt", -1)), "teXt", "4294967295"));
  }

  private static Stream<Broken> order() {
    byte[] half = rawChunk("IDAT", Arrays.copyOfRange(IDAT, 8, 12));
    byte[] rest = rawChunk("IDAT", Arrays.copyOfRange(IDAT, 12, IDAT.length - 4));
    byte[] text = rawChunk("teXt");
    return Stream.of(
        new Broken("no IDAT", file(IHDR, IEND), "IEND", "no IDAT"),
        new Broken("IDAT apart", file(IHDR, half, text, rest, IEND), "IDAT", "end too early"),
        new Broken("IDAT again", file(IHDR, IDAT, text, IDAT, IEND), "IDAT", "after the image"),
        new Broken("PLTE late", file(IHDR, IDAT, PLTE, IEND), "PLTE", "after the image"),
        new Broken("tRNS late", file(IHDR, IDAT, TRNS, IEND), "tRNS", "after the image"),
        new Broken("critical", file(IHDR, rawChunk("TEXt"), IDAT, IEND), "TEXt", "critical"),
        new Broken(
            "critical late", file(IHDR, IDAT, rawChunk("TEXt"), IEND), "TEXt", "not allowed"),
        new Broken("full IEND", file(IHDR, IDAT, rawChunk("IEND", (byte) 0)), "IEND", "empty"));
  }

  private static Stream<Broken> palettes() {
    byte[] ihdr = rawChunk("IHDR", PALETTE.header());
    byte[] idat = rawChunk("IDAT", zlib(PALETTE.filteredRows()));
    byte[] grayAlpha = rawChunk("IHDR", TestPng.of(ColorType.GRAY_ALPHA, 8, 3, 2).header());
    return Stream.of(
        new Broken("missing", file(ihdr, idat, IEND), "IDAT", "needs PLTE"),
        new Broken("two", file(ihdr, PLTE, PLTE, idat, IEND), "PLTE", "two"),
        new Broken("for gray", file(IHDR, PLTE, IDAT, IEND), "PLTE", "gray image"),
        new Broken("for gray+alpha", file(grayAlpha, PLTE, IDAT, IEND), "PLTE", "gray image"),
        new Broken("empty", file(ihdr, rawChunk("PLTE"), idat, IEND), "PLTE", "0 bytes"),
        new Broken("ragged", file(ihdr, plte(4), idat, IEND), "PLTE", "4 bytes"),
        new Broken("long", file(ihdr, plte(15), idat, IEND), "PLTE", "1 to 4 colors"),
        new Broken("long for RGB", rgb(plte(771)), "PLTE", "1 to 256 colors"),
        new Broken("of 2 GB", file(ihdr, longChunk("PLTE", 0x7FFFFFFE)), "PLTE", "2147483646"));
  }

  private static Stream<Broken> transparency() {
    byte[] ihdr = rawChunk("IHDR", PALETTE.header());
    byte[] idat = rawChunk("IDAT", zlib(PALETTE.filteredRows()));
    byte[] rgba = rawChunk("IHDR", TestPng.of(ColorType.RGBA, 8, 3, 2).header());
    return Stream.of(
        new Broken("two", file(IHDR, TRNS, TRNS, IDAT, IEND), "tRNS", "two"),
        new Broken("of 1 byte", file(IHDR, trns(1), IDAT, IEND), "tRNS", "1 bytes instead of 2"),
        new Broken("of 5 bytes", rgb(trns(5)), "tRNS", "5 bytes instead of 6"),
        new Broken("for RGBA", file(rgba, trns(8), IDAT, IEND), "tRNS", "alpha samples"),
        new Broken("no PLTE", file(ihdr, TRNS, PLTE, idat, IEND), "tRNS", "after PLTE"),
        new Broken("long", file(ihdr, PLTE, trns(3), idat, IEND), "tRNS", "3 values"),
        new Broken("PLTE after it", rgb(trns(6), PLTE), "PLTE", "before tRNS"));
  }

  private static Stream<Broken> data() {
    byte[] rows = GRAY.filteredRows();
    byte[] zlib = zlib(rows);
    byte[] window = zlib.clone();
    window[0] = (byte) 0x88;
    window[1] = (byte) (31 - (0x88 * 256) % 31);
    byte[] adler = zlib.clone();
    adler[zlib.length - 1]++;
    return Stream.of(
        new Broken("filter type", GRAY.filter(5).encode(), "IDAT", "filter type 5"),
        new Broken(
            "too short", data(zlib(Arrays.copyOf(rows, 7))), "IDAT", "end before the last row"),
        new Broken(
            "too long", data(zlib(Arrays.copyOf(rows, 9))), "IDAT", "go on after the last row"),
        new Broken("cut", data(Arrays.copyOf(zlib, zlib.length - 5)), "IDAT", "end too early"),
        new Broken(
            "no check value", data(Arrays.copyOf(zlib, zlib.length - 1)), "IDAT", "too early"),
        new Broken("check value", data(adler), "IDAT", "Adler-32"),
        new Broken("empty", data(new byte[0]), "IDAT", "end too early"),
        new Broken("followed", data(Arrays.copyOf(zlib, zlib.length + 1)), "IDAT", "bytes follow"),
        new Broken("window", data(window), "IDAT", "window"),
        new Broken("dictionary", data(withDictionary(rows)), "IDAT", "preset dictionary"),
        new Broken("not zlib", data(new byte[20]), "IDAT", "broken compressed data"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void refusesAndSaysWhy(Broken broken) {
    ImageFormatException failure =
        catchThrowableOfType(ImageFormatException.class, () -> Pngs.read(broken.file));

    assertThat(failure).as(broken.what).isNotNull();
    assertThat(failure.format()).isEqualTo("PNG");
    assertThat(failure.part().orElse("")).isEqualTo(broken.part);
    assertThat(failure.rule()).contains(broken.rule);
  }

  @Test
  void theFileThatTheOthersAreMadeOfIsSound() throws IOException {
    assertThat(Pngs.read(file(IHDR, IDAT, IEND))).isEqualTo(GRAY.delivered());
    assertThat(Pngs.read(file(IHDR, TRNS, IDAT, IEND))).hasSize(12);
    assertThat(Pngs.read(file(IHDR, rawChunk("teXt"), IDAT, rawChunk("teXt"), IEND))).hasSize(6);
  }

  @Test
  void tellsTheOffsetOfTheBrokenChunk() {
    byte[] png = file(IHDR, rawChunk("teXt"), TRNS, TRNS, IDAT, IEND);

    assertThatThrownBy(() -> Pngs.read(png)).hasMessage("PNG tRNS at byte 59: there are two");
  }

  @Test
  void acceptsEmptyIdatAnywhereAmongTheOthers() throws IOException {
    byte[] none = rawChunk("IDAT");

    assertThat(Pngs.read(file(IHDR, none, none, IDAT, none, IEND))).isEqualTo(GRAY.delivered());
  }

  @Test
  void ignoresWhatFollowsTheEnd() throws IOException {
    byte[] png = file(IHDR, IDAT, IEND, new byte[] {1, 2, 3});

    assertThat(Pngs.read(png)).isEqualTo(GRAY.delivered());
  }

  @Test
  void readsTheDefaultImageOfAnAnimation() throws IOException {
    byte[] frame = Arrays.copyOf(IDAT, IDAT.length);
    byte[] png =
        file(
            IHDR,
            rawChunk("acTL", new byte[8]),
            rawChunk("fcTL", new byte[26]),
            IDAT,
            rawChunk("fcTL", new byte[26]),
            rawChunk("fdAT", frame),
            IEND);

    assertThat(Pngs.read(png)).isEqualTo(GRAY.delivered());
  }

  @Test
  void ignoresTheHighBitsOfATransparentSample() throws IOException {
    TestPng png = TestPng.of(ColorType.GRAY, 2, 2, 1).samples(1, 2);

    assertThat(Pngs.read(png.transparent(0xFFFE).encode())).containsExactly(85, 255, 170, 0);
  }

  @Test
  void acceptsASuggestedPaletteForRgb() throws IOException {
    assertThat(Pngs.read(rgb(plte(768), trns(6)))).hasSize(24);
  }

  @Test
  void eachReaderRefusesTheImagesOfTheOther() {
    byte[] plain = GRAY.encode();
    byte[] interlaced = TestPng.of(ColorType.GRAY, 8, 3, 2).interlaced(true).encode();

    assertThatThrownBy(() -> Pngs.plain(interlaced))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("is interlaced");
    assertThatThrownBy(() -> Pngs.interlaced(ImageSource.of(plain)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("is not interlaced");
  }

  @Test
  void refusesRowsThatNoArrayCanHoldWhateverTheLimits() {
    ImageLimits none =
        ImageLimits.DEFAULT
            .withMaxWidth(Integer.MAX_VALUE)
            .withMaxHeight(Integer.MAX_VALUE)
            .withMaxPixels(Long.MAX_VALUE);
    byte[] ihdr =
        ByteBuffer.wrap(TestPng.of(ColorType.RGBA, 16, 1, 1).header())
            .putInt(0, Integer.MAX_VALUE)
            .array();

    assertLimit(file(rawChunk("IHDR", ihdr), IDAT, IEND), none, "maxWidth");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7FFFFFFF, 1 << 30})
  void anAncillaryChunkOfGigabytesIsSkippedWithoutBeingHeld(int length) {
    byte[] png = file(IHDR, longChunk("teXt", length));

    assertThatThrownBy(() -> Pngs.read(png))
        .isInstanceOf(ImageFormatException.class)
        .hasMessage("PNG teXt at byte " + png.length + ": the file ends too early");
  }

  private static void assertLimit(byte[] png, ImageLimits limits, String limit) {
    ImageLimitException failure =
        catchThrowableOfType(ImageLimitException.class, () -> Pngs.open(png, limits));

    assertThat(failure).isNotNull();
    assertThat(failure.limit()).isEqualTo(limit);
  }

  private static byte[] withHeader(int index, int value) {
    byte[] header = GRAY.header();
    header[index] = (byte) value;
    return withHeader(header);
  }

  private static byte[] withHeader(byte[] header) {
    return file(rawChunk("IHDR", header), IDAT, IEND);
  }

  /** A chunk that promises more data than there are. */
  private static byte[] longChunk(String type, int length) {
    return ByteBuffer.wrap(rawChunk(type, new byte[40])).putInt(0, length).array();
  }

  private static byte[] rgb(byte[]... chunks) {
    byte[] idat = rawChunk("IDAT", zlib(RGB.filteredRows()));
    return file(rawChunk("IHDR", RGB.header()), Bytes.concat(chunks), idat, IEND);
  }

  private static byte[] plte(int bytes) {
    return rawChunk("PLTE", new byte[bytes]);
  }

  private static byte[] trns(int bytes) {
    return rawChunk("tRNS", new byte[bytes]);
  }

  private static byte[] data(byte[] zlib) {
    return file(IHDR, rawChunk("IDAT", zlib), IEND);
  }

  private static byte[] zlib(byte[] data) {
    return compress(data, new Deflater());
  }

  private static byte[] withDictionary(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setDictionary(new byte[] {1, 2, 3});
    return compress(data, deflater);
  }

  private static byte[] compress(byte[] data, Deflater deflater) {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib, deflater)) {
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return zlib.toByteArray();
  }
}
