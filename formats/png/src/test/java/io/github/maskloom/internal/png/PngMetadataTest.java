package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels beside the pixels, into and out of the reader and the writer. */
class PngMetadataTest {
  private static final byte[] EXIF = "II*\0\10\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] CHRM = bytes(32);
  private static final byte[] RGB_PROFILE = profile("RGB ", 700);
  private static final byte[] GRAY_PROFILE = profile("GRAY", 300);

  private static TestPng png() {
    return TestPng.of(ColorType.RGB, 8, 3, 2);
  }

  @Test
  void everyKnownChunkIsRead() throws IOException {
    assertRead(
        png()
            .chunk("iCCP", iccp("any name", RGB_PROFILE))
            .chunk("eXIf", EXIF)
            .chunk("cHRM", CHRM)
            .chunk("gAMA", ints(45455))
            .chunk("pHYs", resolution(2835, 2836, 1))
            .chunk("tIME", new byte[7]),
        known().timestamped(true));
  }

  /** What all chunks say that a file can have beside each other. */
  private static ImageMetadata.Builder known() {
    return new ImageMetadata.Builder()
        .iccProfile(RGB_PROFILE)
        .exif(EXIF)
        .chromaticities(CHRM)
        .gamma(45455)
        .pixelsPerMeter(2835, 2836);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theRenderingIntentIsRead(int intent) throws IOException {
    assertRead(
        png().chunk("sRGB", (byte) intent), new ImageMetadata.Builder().renderingIntent(intent));
  }

  @Test
  void anInterlacedFileHasTheSame() throws IOException {
    assertRead(png().interlaced(true).chunk("eXIf", EXIF), new ImageMetadata.Builder().exif(EXIF));
  }

  @Test
  void theFirstOfTwoCounts() throws IOException {
    assertRead(
        png().chunk("gAMA", ints(7)).chunk("gAMA", ints(8)), new ImageMetadata.Builder().gamma(7));
  }

  static Stream<Arguments> brokenChunks() throws IOException {
    byte[] sound = iccp("n", RGB_PROFILE);
    byte[] otherMethod = sound.clone();
    otherMethod[2] = 1;
    byte[] notDeflated = Arrays.copyOf("n\0\0nonsense".getBytes(StandardCharsets.UTF_8), 90);
    return Stream.of(
        broken("eXIf", "cut", new byte[] {'I', 'I'}),
        broken("eXIf", "no TIFF", new byte[10]),
        broken("cHRM", "cut", bytes(31)),
        broken("gAMA", "too long", bytes(5)),
        broken("gAMA", "negative", ints(-1)),
        broken("sRGB", "unknown", new byte[] {4}),
        broken("sRGB", "negative", new byte[] {-1}),
        broken("pHYs", "cut", bytes(8)),
        broken("pHYs", "negative", resolution(4, -4, 1)),
        broken("pHYs", "a ratio of sides", resolution(4, 3, 0)),
        broken("iCCP", "empty", new byte[0]),
        broken("iCCP", "no name", iccp("", RGB_PROFILE)),
        broken("iCCP", "a name of 80 bytes", iccp("n".repeat(80), RGB_PROFILE)),
        broken("iCCP", "another method", otherMethod),
        broken("iCCP", "not deflated", notDeflated),
        broken("iCCP", "cut", Arrays.copyOf(sound, sound.length - 9)),
        broken("iCCP", "cut in its name", Arrays.copyOf(sound, 1)));
  }

  private static Arguments broken(String type, String how, byte[] data) {
    return Arguments.of(type, Named.of(how, data));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenChunks")
  void aBrokenChunkIsIgnoredAsIfUnknown(String type, byte[] data) throws IOException {
    assertRead(png().chunk(type, data), new ImageMetadata.Builder());
  }

  private static void assertRead(TestPng png, ImageMetadata.Builder expected) throws IOException {
    assertSame(readAll(png.encode()), expected);
  }

  private static void assertSame(ImageMetadata metadata, ImageMetadata.Builder expected) {
    assertThat(metadata)
        .usingRecursiveComparison()
        .ignoringFields("values.report")
        .isEqualTo(expected.build());
  }

  @Test
  void aProfileMayHaveANameOf79Bytes() throws IOException {
    assertRead(
        png().chunk("iCCP", iccp("n".repeat(79), RGB_PROFILE)),
        new ImageMetadata.Builder().iccProfile(RGB_PROFILE));
  }

  @Test
  void aProfileThatInflatesBeyondTheLimitIsRefused() throws IOException {
    byte[] bomb = png().chunk("iCCP", iccp("bomb", new byte[50_000_000])).encode();

    ImageLimitException failure = failure(bomb, ImageLimits.DEFAULT);

    assertThat(failure.limit()).isEqualTo("maxMetadataBytes");
    assertThat(failure.asked()).isBetween((1L << 20) + 1, (1L << 20) + 4096);
  }

  @Test
  void exifBeyondTheLimitIsRefusedBeforeItIsRead() {
    byte[] eXIf = ByteBuffer.wrap(TestPng.rawChunk("eXIf", EXIF)).putInt(0, 1 << 30).array();
    byte[] file = TestPng.file(TestPng.rawChunk("IHDR", png().header()), eXIf);

    assertThat(failure(file, ImageLimits.DEFAULT).asked()).isEqualTo(1L << 30);
  }

  @Test
  void theLimitCountsProfileAndExifTogether() throws IOException {
    int together = RGB_PROFILE.length + EXIF.length;
    byte[] icc = iccp("n", RGB_PROFILE);
    byte[] profileFirst = png().chunk("iCCP", icc).chunk("eXIf", EXIF).encode();
    byte[] exifFirst = png().chunk("eXIf", EXIF).chunk("iCCP", icc).encode();
    ImageLimits enough = ImageLimits.DEFAULT.withMaxMetadataBytes(together);
    ImageLimits tooFew = ImageLimits.DEFAULT.withMaxMetadataBytes(together - 1);

    Pngs.open(profileFirst, enough).close();
    Pngs.open(exifFirst, enough).close();

    assertThat(failure(profileFirst, tooFew).asked()).isEqualTo(together);
    assertThat(failure(exifFirst, tooFew).asked()).isEqualTo(together);
  }

  private static byte[] hexadecimal(String profile, byte[] data) {
    String digits = BaseEncoding.base16().lowerCase().withSeparator("\n", 72).encode(data);
    String text = "Raw profile type %s\0\n%1$s\n%8d\n%s\n".formatted(profile, data.length, digits);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void profilesThatStandAsTextAreTakenWhereNoChunkHasThem() throws IOException {
    byte[] xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.UTF_8);
    byte[] app1 =
        Bytes.concat("http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.UTF_8), xmp);

    assertRead(png().chunk("tEXt", hexadecimal("APP1", app1)), known("xmp", xmp));
    assertRead(
        png().chunk("tEXt", hexadecimal("xmp", xmp)).chunk("tEXt", hexadecimal("app1", app1)),
        known("xmp", xmp));
    assertRead(png().chunk("tEXt", hexadecimal("app1", EXIF)), known("exif", EXIF));
    assertRead(png().chunk("tEXt", hexadecimal("exif", CHRM)), new ImageMetadata.Builder());
    assertRead(
        png().chunk("tEXt", hexadecimal("exif", CHRM)).chunk("eXIf", EXIF), known("exif", EXIF));
    assertRead(png().chunk("tEXt", hexadecimal("icm", RGB_PROFILE)), known("icc", RGB_PROFILE));
    assertRead(
        png().chunk("sRGB", (byte) 1).chunk("tEXt", hexadecimal("icc", RGB_PROFILE)),
        new ImageMetadata.Builder().renderingIntent(1));
    assertRead(png().chunk("tEXt", hexadecimal("other", xmp)), new ImageMetadata.Builder());
  }

  private static ImageMetadata.Builder known(String kind, byte[] data) {
    ImageMetadata.Builder builder = new ImageMetadata.Builder();
    return switch (kind) {
      case "xmp" -> builder.xmp(data);
      case "exif" -> builder.exif(data);
      default -> builder.iccProfile(data);
    };
  }

  @Test
  void textGivesWayToWhatWeighsMore() throws IOException {
    byte[] file =
        png()
            .chunk("tEXt", "Title\0a room".getBytes(StandardCharsets.UTF_8))
            .chunk("tEXt", "XML:com.adobe.xmp\0<x/>".getBytes(StandardCharsets.UTF_8))
            .chunk("iCCP", iccp("n", RGB_PROFILE))
            .encode();
    ImageLimits limits = ImageLimits.DEFAULT.withMaxMetadataBytes(RGB_PROFILE.length + 1);

    try (PngRowReader reader = Pngs.open(file, limits)) {
      reader.push(8, window -> {});
      assertSame(reader.metadata(), known("icc", RGB_PROFILE));
      assertThat(reader.metadata().report().dropped())
          .containsExactlyInAnyOrder(
              "text: it passes maxMetadataBytes", "XMP: it passes maxMetadataBytes");
    }
  }

  @Test
  void everythingIsWrittenAndReadBack() throws IOException {
    assertSame(readAll(write(3, known().build())), known());
  }

  @Test
  void aProfileIsWrittenInsteadOfSrgb() throws IOException {
    ImageMetadata both =
        new ImageMetadata.Builder().iccProfile(RGB_PROFILE).renderingIntent(1).build();

    assertSame(readAll(write(3, both)), new ImageMetadata.Builder().iccProfile(RGB_PROFILE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aProfileForOtherBandsIsDropped(int bands) throws IOException {
    byte[] fitting = bands <= 2 ? GRAY_PROFILE : RGB_PROFILE;
    byte[] other = bands <= 2 ? RGB_PROFILE : GRAY_PROFILE;
    ImageMetadata.Builder builder = new ImageMetadata.Builder().renderingIntent(2);

    ImageMetadata kept = readAll(write(bands, builder.iccProfile(fitting).build()));
    ImageMetadata dropped = readAll(write(bands, builder.iccProfile(other).build()));

    assertThat(kept.iccProfile()).hasValue(fitting);
    assertThat(dropped.iccProfile()).isEmpty();
    assertThat(dropped.renderingIntent()).isEqualTo(2);
  }

  @Test
  void aProfileWithoutAHeaderIsDropped() throws IOException {
    ImageMetadata tiny = new ImageMetadata.Builder().iccProfile(new byte[20]).build();

    assertThat(readAll(write(3, tiny)).iccProfile()).isEmpty();
  }

  @Test
  void theTimeOfWritingReplacesTheTimeOfChange() throws IOException {
    ImageGeometry geometry = ImageGeometry.of(2, 2, 1, 8);
    Clock clock = Clock.fixed(Instant.parse("2031-02-03T04:05:06.7Z"), ZoneOffset.ofHours(9));
    ImageMetadata metadata = new ImageMetadata.Builder().timestamped(true).build();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    RasterWindow picture = Pngs.random(geometry, 1);
    PngWriter writer = new PngWriter(file, geometry, metadata, clock);
    writer.accept(picture);
    writer.finish();

    byte[] time = TestPng.rawChunk("tIME", new byte[] {2031 >> 8, (byte) 2031, 2, 3, 4, 5, 6});
    assertThat(file.toByteArray()).containsSequence(time);
    assertThat(Pngs.read(file.toByteArray())).isEqualTo(Pngs.samples(picture));
  }

  private static byte[] write(int bands, ImageMetadata metadata) throws IOException {
    return Pngs.write(Pngs.random(ImageGeometry.of(3, 3, bands, 8), bands), metadata, 3);
  }

  /** Metadata of a file that is sound to its end. */
  private static ImageMetadata readAll(byte[] file) throws IOException {
    try (PngRowReader reader = Pngs.open(file)) {
      reader.push(8, window -> {});
      return reader.metadata();
    }
  }

  private static ImageLimitException failure(byte[] file, ImageLimits limits) {
    ImageLimitException failure =
        catchThrowableOfType(ImageLimitException.class, () -> Pngs.open(file, limits));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static byte[] profile(String colorSpace, int length) {
    byte[] profile = bytes(length);
    byte[] signature = colorSpace.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(signature, 0, profile, 16, 4);
    return profile;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * i);
    }
    return bytes;
  }

  static byte[] iccp(String name, byte[] profile) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    data.write(0);
    data.write(0);
    try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
      out.write(profile);
    }
    return data.toByteArray();
  }

  private static byte[] resolution(int x, int y, int unit) {
    return ByteBuffer.allocate(9).putInt(x).putInt(y).put((byte) unit).array();
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }
}
