package io.github.maskloom.internal.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.testing.TestProfiles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the colors of an image mean, by its profile and by the hints of PNG. */
class ImageColorsTest {
  private static final int[] SRGB_PLACES = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};

  @Test
  void anImageThatSaysNothingIsSrgb() {
    assertThat(ImageColors.of(ImageMetadata.NONE).space()).contains(RgbSpace.SRGB);
  }

  @Test
  void phonesWriteDisplayP3() {
    assertThat(space(TestProfiles.displayP3()).isSameAs(ReferenceColors.DISPLAY_P3)).isTrue();
    assertThat(space(TestProfiles.displayP3()).isSameAs(RgbSpace.SRGB)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 1024, 4096})
  void aTableOfSrgbIsSrgb(int points) {
    assertThat(space(TestProfiles.srgb(points)).isSameAs(RgbSpace.SRGB)).isTrue();
  }

  /** Each says the same, by other numbers. */
  @Test
  void everyTypeOfParametricCurveIsRead() {
    double exponent = 2.2;
    TestProfiles gamma = TestProfiles.srgb(1024).curve(TestProfiles.formula(0, exponent));
    RgbSpace expected = space(gamma);
    List<byte[]> others =
        List.of(
            TestProfiles.formula(1, exponent, 1, 0),
            TestProfiles.formula(2, exponent, 1, 0, 0),
            TestProfiles.formula(3, exponent, 1, 0, 0, 0),
            TestProfiles.formula(4, exponent, 1, 0, 0, 0, 0, 0),
            TestProfiles.table(563));
    for (byte[] curve : others) {
      assertThat(space(gamma.curve(curve)).isSameAs(expected)).isTrue();
    }
  }

  /** At 0.5 a power, at 0.2 what stands below. */
  @ParameterizedTest
  @CsvSource({"0, 0.25, 0.04", "1, 0.36, 0.0", "2, 0.46, 0.1", "3, 0.25, 0.06", "4, 0.3, 0.08"})
  void parametersMeanWhatTheirTypeSays(int type, double above, double below) {
    double[] parameters =
        switch (type) {
          case 0 -> new double[] {2};
          case 1 -> new double[] {2, 2, -0.4};
          case 2 -> new double[] {2, 2, -0.4, 0.1};
          case 3 -> new double[] {2, 1, 0, 0.3, 0.3};
          default -> new double[] {2, 1, 0, 0.3, 0.3, 0.05, 0.02};
        };
    RgbSpace space = space(TestProfiles.srgb(256).curve(TestProfiles.formula(type, parameters)));
    RgbSpace straight = space(TestProfiles.srgb(256).curve(TestProfiles.table()));

    double[] light = ReferenceColors.converted(new double[] {0.5, 0.2, 0.5}, space, straight);

    assertThat(light[0]).isCloseTo(above, within(1e-3));
    assertThat(light[1]).isCloseTo(below, within(1e-3));
  }

  @Test
  void adobeRgbIsWiderThanSrgb() {
    double[] green =
        ReferenceColors.converted(
            new double[] {0, 1, 0}, space(TestProfiles.adobeRgb()), RgbSpace.SRGB);

    assertThat(green[0]).isCloseTo(0, within(1e-9));
    double[] back =
        ReferenceColors.converted(
            new double[] {0, 1, 0}, RgbSpace.SRGB, space(TestProfiles.adobeRgb()));
    assertThat(back).usingComparatorWithPrecision(0.003).containsExactly(0.5650, 1, 0.2344);
  }

  @Test
  void profilesOfTablesOfGrayAndOfInksAreLeftAlone() {
    assertUnknown(TestProfiles.displayP3().tag("A2B0", new byte[32]).encode());
    assertUnknown(TestProfiles.displayP3().spaces("RGB ", "Lab ").encode());
    assertThat(ImageColors.of(icc(TestProfiles.displayP3().spaces("CMYK", "XYZ ").encode())))
        .as("it is dropped where RGB is written")
        .isSameAs(ImageColors.SRGB);
  }

  @Test
  void curvesThatFallOrHoldNoLightAreLeftAlone() {
    int[] falls = TestProfiles.srgbPoints(64);
    falls[40] = 0;
    for (byte[] curve :
        List.of(
            TestProfiles.table(falls),
            TestProfiles.table(0, 0),
            TestProfiles.table(0),
            TestProfiles.table(new int[4097]),
            TestProfiles.formula(0, -1),
            TestProfiles.formula(0, 0),
            TestProfiles.formula(1, 2.2, 0, 0),
            TestProfiles.formula(5, 2.2, 0, 0, 1, 1, 1, 1),
            TestProfiles.formula(3, 0.5, 1, -0.5, 0, 0.1))) {
      assertUnknown(TestProfiles.displayP3().curve(curve).encode());
    }
  }

  @Test
  void lightsThatSpanNoSpaceAreLeftAlone() {
    double[] same = {0.3, 0.3, 0.3};
    assertUnknown(TestProfiles.displayP3().lights(new double[][] {same, same, same}).encode());
  }

  @Test
  void aProfileCutAnywhereIsLeftAloneOrReadAsItWas() {
    byte[] whole = TestProfiles.displayP3().encode();
    RgbSpace expected = space(TestProfiles.displayP3());
    for (int length = 0; length < whole.length; length++) {
      Optional<RgbSpace> cut = new IccReader(Arrays.copyOf(whole, length)).space();
      assertThat(cut.map(space -> space.isSameAs(expected)).orElse(true)).isTrue();
      assertThat(cut).as("cut to %d", length).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0})
  void noNumberLeadsOutsideTheProfile(int number) {
    byte[] whole = TestProfiles.srgb(300).encode();
    for (int at = 128; at + 4 <= whole.length; at += 2) {
      byte[] damaged = whole.clone();
      ByteBuffer.wrap(damaged).putInt(at, number);

      assertThat(new IccReader(damaged).space()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 13, 0, 1", "12, 13, 0, 1", "9, 8, 0, 1"})
  void codePointsGoBeforeTheProfile(int primaries, int transfer, int matrix, int range) {
    ImageMetadata metadata =
        icc(TestProfiles.adobeRgb().encode()).toBuilder()
            .pngChunks(cicp(primaries, transfer, matrix, range))
            .build();

    RgbSpace space = ImageColors.of(metadata).space().orElseThrow();

    assertThat(space.isSameAs(RgbSpace.SRGB)).isEqualTo(primaries == 1);
    assertThat(space.isSameAs(ReferenceColors.DISPLAY_P3)).isEqualTo(primaries == 12);
    assertThat(space.isSameAs(space(TestProfiles.adobeRgb()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"9, 16, 0, 1", "9, 18, 0, 1", "1, 13, 1, 1", "1, 13, 0, 0", "2, 13, 0, 1"})
  void codePointsOfVideoAndOfHighDynamicRangeAreLeftAlone(
      int primaries, int transfer, int matrix, int range) {
    ImageMetadata metadata =
        new ImageMetadata.Builder().pngChunks(cicp(primaries, transfer, matrix, range)).build();

    assertThat(ImageColors.of(metadata).space()).isEmpty();
  }

  @Test
  void chromaticitiesWithAGammaAreFollowedAndNeitherAlone() {
    int[] wide = SRGB_PLACES.clone();
    wide[4] = 21000;
    wide[5] = 71000;
    ImageMetadata.Builder both =
        new ImageMetadata.Builder().chromaticities(chrm(wide)).gamma(45455);

    assertThat(isSrgb(both.build())).isFalse();
    assertThat(isSrgb(new ImageMetadata.Builder().chromaticities(chrm(wide)).build())).isTrue();
    assertThat(isSrgb(new ImageMetadata.Builder().gamma(100000).build())).isTrue();
    assertThat(isSrgb(both.renderingIntent(0).build())).as("it claims to be sRGB").isTrue();
  }

  @Test
  void programsWriteSrgbAsTheGammaNearestToIt() {
    ImageMetadata.Builder hints = new ImageMetadata.Builder().chromaticities(chrm(SRGB_PLACES));

    assertThat(isSrgb(hints.gamma(45455).build())).isTrue();
    assertThat(isSrgb(hints.gamma(100000).build())).isFalse();
    assertThat(isSrgb(hints.gamma(1).build())).as("no gamma").isTrue();
  }

  @Test
  void chromaticitiesWithoutAWhiteAreLeftAlone() {
    int[] none = new int[8];

    assertThat(
            ImageColors.of(
                    new ImageMetadata.Builder().chromaticities(chrm(none)).gamma(45455).build())
                .space())
        .isEmpty();
  }

  @Test
  void unknownProfilesAreTheSameIfTheirBytesAre() {
    byte[] table = TestProfiles.displayP3().tag("A2B0", new byte[32]).encode();
    ImageColors colors = ImageColors.of(icc(table));

    assertThat(colors.areThoseOf(ImageColors.of(icc(table)))).isTrue();
    assertThat(colors.areThoseOf(ImageColors.SRGB)).isFalse();
  }

  @Test
  void whatBecomesSrgbSaysSoAndKeepsTheRest() {
    MetadataReport report = MetadataReport.builder().dropped("a comment", "a reason").build();
    ImageMetadata srgb =
        ImageColors.asSrgb(
            icc(TestProfiles.displayP3().encode()).toBuilder()
                .gamma(50000)
                .pixelsPerMeter(3, 4)
                .exif(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8})
                .xmp(new byte[] {'x'})
                .report(report)
                .pngChunks(
                    List.of(
                        new PngChunk("cICP", new byte[] {12, 13, 0, 1}),
                        new PngChunk("tEXt", new byte[] {'a', 0, 'b'})))
                .build());

    assertThat(srgb.iccProfile()).isEmpty();
    assertThat(srgb.gamma()).isZero();
    assertThat(srgb.renderingIntent()).isEqualTo(1);
    assertThat(srgb.pixelsPerMeterY()).isEqualTo(4);
    assertThat(srgb.exif()).isPresent();
    assertThat(srgb.xmp()).contains(new byte[] {'x'});
    assertThat(srgb.report()).isEqualTo(report);
    assertThat(srgb.pngChunks()).extracting(PngChunk::type).containsExactly("tEXt");
  }

  private static boolean isSrgb(ImageMetadata metadata) {
    return ImageColors.of(metadata).areThoseOf(ImageColors.SRGB);
  }

  private static RgbSpace space(TestProfiles profile) {
    return ImageColors.of(icc(profile.encode())).space().orElseThrow();
  }

  private static void assertUnknown(byte[] profile) {
    assertThat(ImageColors.of(icc(profile)).space()).isEmpty();
  }

  private static ImageMetadata icc(byte[] profile) {
    return new ImageMetadata.Builder().iccProfile(profile).build();
  }

  private static List<PngChunk> cicp(int... bytes) {
    byte[] data = new byte[4];
    for (int i = 0; i < 4; i++) {
      data[i] = (byte) bytes[i];
    }
    return List.of(new PngChunk("cICP", data));
  }

  private static byte[] chrm(int... numbers) {
    ByteBuffer data = ByteBuffer.allocate(32);
    for (int number : numbers) {
      data.putInt(number);
    }
    return data.array();
  }
}
