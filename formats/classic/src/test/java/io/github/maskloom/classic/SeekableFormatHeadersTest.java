package io.github.maskloom.classic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.classic.ImageIoDecoder.Memory;
import io.github.maskloom.classic.PlannedRows.Plan;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What headers of GIF, BMP and TIFF promise, and which of it is refused before it is decoded. */
class SeekableFormatHeadersTest {
  private static final byte[] GIF = ForeignFiles.gif(TestImages.indexed(8, -1, 24, 18), false);
  private static final byte[] BMP = ForeignFiles.bmp(TestImages.indexed(8, -1, 24, 18), "BI_RGB");

  private static final byte[] NIKON = "NIKON".getBytes(US_ASCII);

  private static final String FAX = "fax codes (CCITT) are not read here: save it as LZW or PNG";

  static Stream<Arguments> refusedTiffs() {
    return Stream.of(
        refused("CMYK", tiff(4, 8).shorts(262, 5), "samples of CMYK are not read here"),
        refused("CMYK and alpha", tiff(4, 8).shorts(277, 5).shorts(262, 5), "samples of CMYK"),
        refused("Lab", tiff(3, 8).shorts(262, 8), "samples of CIE Lab are not read here"),
        refused("no color", tiff(3, 8).longs(262, 0xFFFFFFFFL), "kind of color 4294967295"),
        refused("YCbCr", tiff(3, 8).shorts(262, 6), "PhotometricInterpretation"),
        refused("a JPEG's YCbCr", tiff(3, 8).shorts(262, 6).shorts(259, 7), "samples of YCbCr"),
        refused("two samples of RGB", tiff(2, 8).shorts(262, 2), "RGB of 2 samples"),
        refused("unknown color", tiff(1, 8).shorts(262, 77), "the kind of color 77"),
        refused("floats", tiff(1, 16).shorts(339, 3), "floating-point samples of 16 bits"),
        refused("wide floats", tiff(1, 8).shorts(258, 32).shorts(339, 3), "floating-point samples"),
        refused("DNG", tiff(3, 8).bytes(50_706, 1, 4, new byte[] {1, 4, 0, 0}), "raw file (DNG)"),
        refused("a preview", tiff(3, 8).longs(254, 1), "the first image is a reduced one"),
        refused("NEF", tiff(3, 8).longs(254, 1).bytes(271, 2, 6, NIKON), "raw file (NEF of Nikon)"),
        Arguments.of(Named.of("CR2", cr2()), "raw file (CR2 of Canon)"),
        refused("32 bits", tiff(1, 8).shorts(258, 32), "32-bit samples are not read"),
        refused("uneven", tiff(3, 8).shorts(258, 8, 8, 16), "samples of several sizes"),
        refused("five samples", tiff(4, 8).shorts(277, 5), "pixels of 5 samples are not read"),
        refused("no samples", tiff(1, 8).shorts(277, 0), "pixels of 0 samples are not read"),
        refused("two bits of RGB", tiff(3, 8).shorts(258, 2, 2, 2), "2-bit samples are not read"),
        refused("JPEG", tiff(3, 8).shorts(259, 7), "JPEG in a TIFF is not read"),
        refused("old JPEG", tiff(3, 8).shorts(259, 6), "JPEG in a TIFF is not read"),
        refused("unknown code", tiff(3, 8).longs(259, 50_000), "compression 50000 is not read"),
        refused("fax by rows", tiff(1, 1).shorts(259, 2), FAX),
        refused("fax T.4", tiff(1, 1).shorts(259, 3), FAX),
        refused("fax T.6", tiff(1, 1).shorts(259, 4), FAX),
        refused("no width", tiff(1, 8).shorts(256, 0), "there are no pixels"),
        refused("no strips", tiff(1, 8).longs(273), "are too few"),
        refused("strips of nothing", tiff(1, 8).shorts(278, 0), "strips without rows"),
        refused("few strips", tiff(1, 8).strips(2).longs(273, 8, 16), "are too few, not 9"),
        refused("strips outside", tiff(1, 8).longs(273, 1 << 30), "the file ends before"),
        refused("empty strip", tiff(1, 8).shorts(259, 5).longs(279, 0), "nothing in it"),
        refused("short codes", tiff(1, 8).shorts(259, 5), "codes are broken or end too early"),
        refused("no palette", tiff(1, 8).shorts(262, 3), "the field is missing"),
        refused("short palette", tiff(1, 8).shorts(262, 3).shorts(320, 1, 2), "is too short"),
        refused("planes", tiff(3, 8).shorts(284, 3), "no planar configuration 3"),
        refused("predictor", tiff(1, 16).shorts(259, 8).shorts(317, 2), "predictor 2 of 16-bit"),
        refused(
            "wide palette",
            tiff(1, 8).shorts(262, 3).longs(320, new long[768]),
            "the palette is not of 16-bit values"),
        refused("tile", tiff(1, 8).tiles(16, 16).shorts(322, 0), "tiles of 0 pixels"),
        refused("text for width", tiff(1, 8).bytes(256, 2, 4, new byte[4]), "whole numbers"),
        refused("no field", tiff(1, 8).bytes(257, 1, 0, new byte[0]), "whole numbers"));
  }

  /** The magic number of Canon's raw files stands behind the header. */
  private static byte[] cr2() {
    return "II*\0\20\0\0\0CR\2\0\0\0\0\0\0\0\0\0\0\0".getBytes(US_ASCII);
  }

  private static TestTiff tiff(int samples, int bits) {
    return new TestTiff(24, 18, samples, bits);
  }

  private static Arguments refused(String name, TestTiff tiff, String message) {
    return Arguments.of(Named.of(name, tiff.encode()), message);
  }

  static Stream<Arguments> refusedBmps() {
    return Stream.of(
        Arguments.of("OS/2", withInt(BMP, 14, 64), "a header of 64 bytes is not read"),
        Arguments.of("JPEG", withInt(BMP, 30, 4), "compression 4 are not read"),
        Arguments.of("PNG", withInt(BMP, 30, 5), "compression 5 are not read"),
        Arguments.of("no bits", withInt(BMP, 28, 0), "0 bits of compression 0 are not read"),
        Arguments.of("RLE4 of bytes", withInt(BMP, 30, 2), "compression 2 are not read"),
        Arguments.of("no width", withInt(BMP, 18, 0), "there are no pixels"),
        Arguments.of("negative width", withInt(BMP, 18, -24), "there are no pixels"),
        Arguments.of("no height", withInt(BMP, 22, 0), "there are no pixels"),
        Arguments.of("no palette", withInt(BMP, 10, 54), "there is no palette"),
        Arguments.of("pixels in the header", withInt(BMP, 10, 20), "outside the file"),
        Arguments.of("pixels outside", withInt(BMP, 10, 1 << 20), "outside the file"),
        Arguments.of("too high", withInt(BMP, 22, 19), "the file ends before the image does"));
  }

  static Stream<Arguments> refusedGifs() {
    return Stream.of(
        Arguments.of("nothing", Arrays.copyOf(GIF, 13 + 768), "the file ends before"),
        Arguments.of("no frame", gif(new byte[] {0x3B}), "there is no image"),
        Arguments.of("no block", gif(new byte[] {0x77}), "no block begins like this"),
        Arguments.of("odd control", gif(new byte[] {0x21, (byte) 0xF9, 3, 0, 0, 0, 0}), "length"),
        Arguments.of("empty text", gif(new byte[] {0x21, 1, 0, 0}), "of the wrong length"),
        Arguments.of("no width", gif(new byte[] {0x2C, 0, 0, 0, 0, 0, 0, 1, 0, 0}), "no pixels"));
  }

  /** A logical screen without a palette, and what follows. */
  private static byte[] gif(byte[] blocks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(GIF, 0, 10);
    file.writeBytes(new byte[3]);
    file.writeBytes(blocks);
    file.writeBytes(new byte[20]);
    return file.toByteArray();
  }

  private static byte[] withInt(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return changed;
  }

  @ParameterizedTest
  @MethodSource("refusedTiffs")
  void aTiffIsRefused(byte[] file, String message) {
    assertRefused(file, "TIFF", message);
  }

  @ParameterizedTest
  @MethodSource("refusedBmps")
  void aBmpIsRefused(String name, byte[] file, String message) {
    assertRefused(file, "BMP", message);
  }

  @ParameterizedTest
  @MethodSource("refusedGifs")
  void aGifIsRefused(String name, byte[] file, String message) {
    assertRefused(file, "GIF", message);
  }

  private static void assertRefused(byte[] file, String format, String message) {
    assertThatThrownBy(() -> TestRows.drain(open(file, ImageLimits.DEFAULT), 4))
        .isInstanceOfSatisfying(
            ImageFormatException.class, e -> assertThat(e.format()).isEqualTo(format))
        .hasMessageContaining(message);
  }

  static Stream<Arguments> filesAboveALimit() {
    byte[] strips = tiff(1, 8).strips(1).encode();
    byte[] tiles = new TestTiff(24, 18, 1, 8).compression(8).tiles(4096, 4096).encode();
    byte[] profile = tiff(1, 8).bytes(34_675, 7, 5000, new byte[5000]).encode();
    byte[] comments = new byte[3000];
    for (int i = 0; i + 5 < comments.length; i += 5) {
      System.arraycopy(new byte[] {0x21, (byte) 0xFE, 1, 7, 0}, 0, comments, i, 5);
    }
    ImageLimits limits = ImageLimits.DEFAULT;
    return Stream.of(
        Arguments.of(strips, limits.withMaxParts(17), "maxParts"),
        Arguments.of(strips, limits.withMaxWidth(23), "maxWidth"),
        Arguments.of(strips, limits.withMaxHeight(17), "maxHeight"),
        Arguments.of(strips, limits.withMaxPixels(24 * 18 - 1), "maxPixels"),
        Arguments.of(tiles, limits.withMaxHeldBytes(32 << 20), "maxHeldBytes"),
        Arguments.of(profile, limits.withMaxMetadataBytes(4999), "maxMetadataBytes"),
        Arguments.of(GIF, limits.withMaxWidth(23), "maxWidth"),
        Arguments.of(gif(comments), limits.withMaxParts(100), "maxParts"),
        Arguments.of(gif(comments), limits.withMaxMetadataBytes(100), "maxMetadataBytes"),
        Arguments.of(BMP, limits.withMaxHeight(17), "maxHeight"),
        Arguments.of(BMP, limits.withMaxMetadataBytes(1023), "maxMetadataBytes"),
        Arguments.of(withInt(BMP, 22, Integer.MIN_VALUE), limits, "maxHeight"),
        Arguments.of(
            ForeignFiles.runLengthBmp(TestImages.indexed(8, -1, 24, 18), 8),
            limits.withMaxSpoolBytes(24 * 18 - 1),
            "maxSpoolBytes"));
  }

  @ParameterizedTest
  @MethodSource("filesAboveALimit")
  void aLimitIsKept(byte[] file, ImageLimits limits, String limit) {
    assertThatThrownBy(() -> open(file, limits))
        .isInstanceOfSatisfying(
            ImageLimitException.class, e -> assertThat(e.limit()).isEqualTo(limit));
  }

  @Test
  void theWayOfReadingIsKnownBeforehand() throws IOException {
    byte[] interlaced = ForeignFiles.gif(TestImages.indexed(8, -1, 24, 18), true);
    byte[] runLengths = ForeignFiles.runLengthBmp(TestImages.indexed(8, -1, 24, 18), 8);
    TestTiff tiles = new TestTiff(5000, 256, 1, 8).compression(8).tiles(256, 256);

    assertThat(plan(GIF))
        .isEqualTo(new Plan("GIF", "image/gif", ImageMetadata.NONE, 1, false, 0, 0));
    assertThat(plan(interlaced))
        .isEqualTo(new Plan("GIF", "image/gif", ImageMetadata.NONE, 1, false, 0, 24 * 18));
    assertThat(plan(BMP).spoolBytes()).isZero();
    assertThat(plan(runLengths).spoolBytes()).isEqualTo(24 * 18);
    assertThat(plan(tiff(3, 8).shorts(274, 8).encode()).orientation()).isEqualTo(8);
    assertThat(plan(tiff(3, 8).shorts(274, 9).encode()).orientation()).isEqualTo(1);
    assertThat(plan(tiff(3, 8).compression(8).encode()).whole()).isFalse();
    assertThat(plan(tiles.encode()).spoolBytes()).isPositive();
    assertThat(plan(new TestTiff(1000, 900, 1, 8).compression(8).encode()).whole()).isTrue();
  }

  @Test
  void framesAndPagesCanBeCounted() throws IOException {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(GIF, 0, GIF.length - 1);
    twice.write(GIF, 13 + 768, GIF.length - 13 - 768);
    byte[] circle = tiff(1, 8).encode();
    ByteBuffer bytes = ByteBuffer.wrap(circle).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(circle.length - 4, bytes.getInt(4));

    assertThat(count("GIF", twice.toByteArray())).isEqualTo(2);
    assertThat(count("GIF", Arrays.copyOf(GIF, GIF.length - 5))).isEqualTo(1);
    assertThat(count("TIFF", tiff(1, 8).encode())).isEqualTo(1);
    assertThat(count("TIFF", circle)).isEqualTo(1);
  }

  private static int count(String format, byte[] file) throws IOException {
    ImageLimits limits = ImageLimits.DEFAULT;
    return SeekableInput.walk(
        format,
        SeekableBytes.of(file),
        in ->
            format.equals("GIF")
                ? GifHeader.countFrames(in, limits)
                : TiffDirectory.countPages(in, limits));
  }

  @Test
  void commentsOfAGifAreText() throws IOException {
    byte[] file = gifWith("!\u00FE\6a room\0");

    assertThat(plan(file).metadata().pngChunks())
        .extracting(chunk -> new String(chunk.data(), ISO_8859_1))
        .containsExactly("Comment\0a room");
  }

  private static byte[] gifWith(String extensions) {
    int at = 13 + 3 * (2 << (GIF[10] & 7));
    return Bytes.concat(
        Arrays.copyOf(GIF, at),
        extensions.getBytes(ISO_8859_1),
        Arrays.copyOfRange(GIF, at, GIF.length));
  }

  @Test
  void extensionsOfAGifThatAreNotKeptAreNamed() throws IOException {
    String profile = "!\u00FF\13ICCRGBG1\u00E912\1x\0";
    String loop = "!\u00FF\13NETSCAPE2.0\3\1\0\0\0";
    String unknown = "!\u00CC\1x\0";

    assertThat(plan(gifWith(profile + loop + unknown)).metadata().report().dropped())
        .containsExactly(
            "GIF ICCRGBG1?12: it is not on the list, or not the first",
            "GIF extension 0xCC: it is not on the list, or not the first");
  }

  @Test
  void extensionsBehindTheFirstFrameOfAGifAreNamedOnce() throws IOException {
    String more =
        "!\u00F9\4\0\0\0\0\0!\u00FE\6a room\0!\u00FE\1x\0!\u00FF\13NETSCAPE2.0\3\1\0\0\0"
            + "!\u00FF\13XMP DataXMP\2<x\0!\1\1y\0";
    byte[] behind =
        Bytes.concat(
            Arrays.copyOf(GIF, GIF.length - 1), more.getBytes(ISO_8859_1), new byte[] {';'});

    assertThat(plan(behind).metadata().report().dropped())
        .containsExactly(
            "GIF extension 0xFE: it stands behind the first frame",
            "GIF XMP DataXMP: it stands behind the first frame",
            "GIF extension 0x01: it stands behind the first frame");
    assertThat(plan(behind).metadata().pngChunks()).isEmpty();
  }

  @Test
  void fieldsOfATiffThatAreOnTheListAreItsExif() throws IOException {
    byte[] copyright = "somebody\0".getBytes(ISO_8859_1);
    byte[] packet = "<rdf:RDF/>".getBytes(ISO_8859_1);
    TestTiff tiff =
        new TestTiff(8, 8, 1, 8)
            .bytes(0x8298, 2, copyright.length, copyright)
            .bytes(0x02BC, 1, packet.length, packet)
            .bytes(0x83BB, 7, packet.length, packet)
            .bytes(0x501B, 7, packet.length, packet);

    ImageMetadata metadata = plan(tiff.encode()).metadata();

    assertThat(new String(metadata.exif().orElseThrow(), ISO_8859_1))
        .contains("somebody")
        .doesNotContain("RDF");
    assertThat(metadata.xmp()).contains(packet);
    assertThat(metadata.iptc()).contains(packet);
    assertThat(metadata.report().dropped()).containsExactly("EXIF 0x501B: it is not on the list");
  }

  @Test
  void iptcOfATiffStaysBesideResourcesOfPhotoshopWithoutIt() throws IOException {
    byte[] iptc = "\34\2\120\0\2me\0".getBytes(ISO_8859_1);
    byte[] resource = "8BIM\4\31\0\0\0\0\0\2ab".getBytes(ISO_8859_1);
    TestTiff tiff =
        new TestTiff(8, 8, 1, 8)
            .bytes(0x83BB, 7, iptc.length, iptc)
            .bytes(0x8649, 7, resource.length, resource);

    assertThat(new String(plan(tiff.encode()).metadata().iptc().orElseThrow(), ISO_8859_1))
        .contains(new String(iptc, ISO_8859_1))
        .endsWith(new String(resource, ISO_8859_1));
  }

  private static Plan plan(byte[] file) throws IOException {
    try (PlannedRows rows = open(file, ImageLimits.DEFAULT)) {
      return rows.plan();
    }
  }

  private static PlannedRows open(byte[] file, ImageLimits limits) throws IOException {
    byte[] head = Arrays.copyOf(file, 8);
    Memory memory = new Memory(MemoryBudget.UNLIMITED, CancelSignal.NEVER);
    return ((SeekableFormat) ImageFormats.installed().of(head).orElseThrow())
        .open(SeekableBytes.of(file), SeekableBytes.of(file), limits, memory);
  }
}
