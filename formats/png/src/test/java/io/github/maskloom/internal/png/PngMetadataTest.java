package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void aPlainFileHasNone() throws IOException {
    ImageMetadata metadata = read(png());

    assertThat(metadata.iccProfile()).isEmpty();
    assertThat(metadata.exif()).isEmpty();
    assertThat(metadata.chromaticities()).isEmpty();
    assertThat(metadata.gamma()).isZero();
    assertThat(metadata.renderingIntent()).isEqualTo(-1);
    assertThat(metadata.pixelsPerMeterX()).isZero();
    assertThat(metadata.timestamped()).isFalse();
  }

  @Test
  void everyKnownChunkIsRead() throws IOException {
    TestPng png =
        png()
            .chunk("iCCP", iccp("any name", RGB_PROFILE))
            .chunk("eXIf", EXIF)
            .chunk("cHRM", CHRM)
            .chunk("gAMA", ints(45455))
            .chunk("pHYs", resolution(2835, 2836, 1))
            .chunk("tIME", new byte[7]);

    ImageMetadata metadata = read(png);

    assertThat(metadata.iccProfile()).hasValue(RGB_PROFILE);
    assertThat(metadata.exif()).hasValue(EXIF);
    assertThat(metadata.chromaticities()).hasValue(CHRM);
    assertThat(metadata.gamma()).isEqualTo(45455);
    assertThat(metadata.pixelsPerMeterX()).isEqualTo(2835);
    assertThat(metadata.pixelsPerMeterY()).isEqualTo(2836);
    assertThat(metadata.timestamped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theRenderingIntentIsRead(int intent) throws IOException {
    assertThat(read(png().chunk("sRGB", (byte) intent)).renderingIntent()).isEqualTo(intent);
  }

  @Test
  void anInterlacedFileHasTheSame() throws IOException {
    ImageMetadata metadata = read(png().interlaced(true).chunk("eXIf", EXIF));

    assertThat(metadata.exif()).hasValue(EXIF);
  }

  @Test
  void brokenChunksAreIgnoredAsIfUnknown() throws IOException {
    TestPng png =
        png()
            .chunk("eXIf", (byte) 'I', (byte) 'I')
            .chunk("cHRM", bytes(31))
            .chunk("gAMA", bytes(5))
            .chunk("sRGB", (byte) 4)
            .chunk("pHYs", bytes(8));

    ImageMetadata metadata = read(png);

    assertThat(metadata.exif()).isEmpty();
    assertThat(metadata.chromaticities()).isEmpty();
    assertThat(metadata.gamma()).isZero();
    assertThat(metadata.renderingIntent()).isEqualTo(-1);
    assertThat(metadata.pixelsPerMeterX()).isZero();
  }

  @Test
  void valuesOutOfRangeAreIgnored() throws IOException {
    TestPng png =
        png()
            .chunk("eXIf", new byte[10])
            .chunk("gAMA", ints(-1))
            .chunk("sRGB", (byte) -1)
            .chunk("pHYs", resolution(4, -4, 1));

    ImageMetadata metadata = read(png);

    assertThat(metadata.exif()).isEmpty();
    assertThat(metadata.gamma()).isZero();
    assertThat(metadata.renderingIntent()).isEqualTo(-1);
    assertThat(metadata.pixelsPerMeterX()).isZero();
  }

  @Test
  void aspectRatioIsNotResolution() throws IOException {
    assertThat(read(png().chunk("pHYs", resolution(4, 3, 0))).pixelsPerMeterX()).isZero();
  }

  @Test
  void theFirstOfTwoCounts() throws IOException {
    ImageMetadata metadata = read(png().chunk("gAMA", ints(7)).chunk("gAMA", ints(8)));

    assertThat(metadata.gamma()).isEqualTo(7);
  }

  @Test
  void brokenProfilesAreIgnoredAsIfUnknown() throws IOException {
    byte[] sound = iccp("n", RGB_PROFILE);
    byte[] otherMethod = sound.clone();
    otherMethod[2] = 1;
    byte[] notDeflated = Arrays.copyOf("n\0\0nonsense".getBytes(StandardCharsets.UTF_8), 90);

    assertThat(read(png().chunk("iCCP")).iccProfile()).isEmpty();
    assertThat(read(png().chunk("iCCP", iccp("", RGB_PROFILE))).iccProfile()).isEmpty();
    assertThat(read(png().chunk("iCCP", iccp("n".repeat(80), RGB_PROFILE))).iccProfile()).isEmpty();
    assertThat(read(png().chunk("iCCP", otherMethod)).iccProfile()).isEmpty();
    assertThat(read(png().chunk("iCCP", notDeflated)).iccProfile()).isEmpty();
    assertThat(read(png().chunk("iCCP", Arrays.copyOf(sound, sound.length - 9))).iccProfile())
        .isEmpty();
    assertThat(read(png().chunk("iCCP", Arrays.copyOf(sound, 1))).iccProfile()).isEmpty();
  }

  @Test
  void aProfileMayHaveANameOf79Bytes() throws IOException {
    ImageMetadata metadata = read(png().chunk("iCCP", iccp("n".repeat(79), RGB_PROFILE)));

    assertThat(metadata.iccProfile()).hasValue(RGB_PROFILE);
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

  @Test
  void everythingIsWrittenAndReadBack() throws IOException {
    ImageMetadata metadata =
        new ImageMetadata.Builder()
            .iccProfile(RGB_PROFILE)
            .exif(EXIF)
            .chromaticities(CHRM)
            .gamma(45455)
            .pixelsPerMeter(2835, 2836)
            .build();

    ImageMetadata again = readAll(write(3, metadata));

    assertThat(again.iccProfile()).hasValue(RGB_PROFILE);
    assertThat(again.exif()).hasValue(EXIF);
    assertThat(again.chromaticities()).hasValue(CHRM);
    assertThat(again.gamma()).isEqualTo(45455);
    assertThat(again.pixelsPerMeterX()).isEqualTo(2835);
    assertThat(again.pixelsPerMeterY()).isEqualTo(2836);
    assertThat(again.timestamped()).isFalse();
  }

  @Test
  void aProfileIsWrittenInsteadOfSrgb() throws IOException {
    ImageMetadata both =
        new ImageMetadata.Builder().iccProfile(RGB_PROFILE).renderingIntent(1).build();

    ImageMetadata again = readAll(write(3, both));

    assertThat(again.iccProfile()).isPresent();
    assertThat(again.renderingIntent()).isEqualTo(-1);
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
    try (PngWriter writer = new PngWriter(file, geometry, metadata, clock)) {
      writer.accept(picture);
      writer.finish();
    }

    byte[] time =
        TestPng.rawChunk(
            "tIME",
            (byte) (2031 >> 8),
            (byte) 2031,
            (byte) 2,
            (byte) 3,
            (byte) 4,
            (byte) 5,
            (byte) 6);
    assertThat(file.toByteArray()).containsSequence(time);
    assertThat(Pngs.read(file.toByteArray())).isEqualTo(Pngs.samples(picture));
  }

  private static byte[] write(int bands, ImageMetadata metadata) throws IOException {
    return Pngs.write(Pngs.random(ImageGeometry.of(3, 3, bands, 8), bands), metadata, 3);
  }

  private static ImageMetadata read(TestPng png) throws IOException {
    return readAll(png.encode());
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
        catchThrowableOfType(
            ImageLimitException.class,
            () ->
                PngReader.open(new ByteArrayInputStream(file), limits, DamagePolicy.STRICT)
                    .close());
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
