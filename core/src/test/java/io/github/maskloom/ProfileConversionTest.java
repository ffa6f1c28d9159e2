package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.color.ReferenceColors;
import io.github.maskloom.internal.color.RgbSpace;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestProfiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted under a photo's profile is in that profile, and what is sent is sRGB. */
class ProfileConversionTest {
  private static final int SIDE = 24;
  private static final byte[] P3 = TestProfiles.displayP3().encode();
  private static final RgbSpace P3_SPACE =
      ImageColors.of(new ImageMetadata.Builder().iccProfile(P3).build()).space().orElseThrow();
  private static final byte[] ADOBE = TestProfiles.adobeRgb().encode();
  private static final byte[] TABLES = TestProfiles.displayP3().tag("A2B0", new byte[40]).encode();
  private static final byte[] ALL = flat(ColorType.RGBA, 8, 254);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Property(tries = 60)
  void aReplacementComesOutInThePhotosProfile(
      @ForAll boolean deepPhoto,
      @ForAll boolean deepAnswer,
      @ForAll boolean alpha,
      @ForAll @IntRange(min = 1, max = 40) int windowRows,
      @ForAll long seed)
      throws IOException {
    TestPng answer = random(ColorType.RGB, deepAnswer, seed);
    byte[] photo =
        PngFiles.withProfile(
            random(alpha ? ColorType.RGBA : ColorType.RGB, deepPhoto, ~seed).encode(), P3);
    out.reset();

    CompositeReport report =
        restore(
            PhotoRestorer.create().withWork(WorkOptions.DEFAULT.withWindowRows(windowRows)),
            photo,
            answer.encode());

    Picture result = Picture.decoded(out.toByteArray());
    int[] samples = answer.delivered();
    int max = deepPhoto ? 65535 : 255;
    // Rounded to the depth of the answer, then to that of the photo.
    double within = deepPhoto && deepAnswer ? 8 : deepPhoto ? 0.51 * 257 : 1;
    double farthest = 0;
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      double[] exact = converted(samples, pixel, deepAnswer ? 65535 : 255);
      for (int band = 0; band < 3; band++) {
        int sample = result.samples()[pixel * result.geometry().bands() + band];
        farthest = Math.max(farthest, Math.abs(sample - exact[band] * max));
      }
    }
    assertThat(farthest).isLessThanOrEqualTo(within);
    assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(metadata().iccProfile()).contains(P3);
  }

  private static double[] converted(int[] samples, int pixel, double max) {
    return ReferenceColors.converted(
        new double[] {
          samples[pixel * 3] / max, samples[pixel * 3 + 1] / max, samples[pixel * 3 + 2] / max
        },
        RgbSpace.SRGB,
        P3_SPACE);
  }

  @Test
  void samplesStayWhereBothHaveTheSameProfileOrSaySoOtherwise() throws IOException {
    byte[] photo = random(ColorType.RGB, false, 1).encode();
    TestPng answer = random(ColorType.RGB, false, 2);
    byte[][][] same = {
      {photo, answer.encode()},
      {PngFiles.withProfile(photo, P3), PngFiles.withProfile(answer.encode(), P3)},
      {PngFiles.withProfile(photo, TABLES), PngFiles.withProfile(answer.encode(), TABLES)},
      {PngFiles.withProfile(photo, TestProfiles.srgb(1024).encode()), answer.encode()},
      {
        PngFiles.withChunk(photo, "cICP", new byte[] {12, 13, 0, 1}),
        PngFiles.withProfile(answer.encode(), P3)
      }
    };
    for (byte[][] images : same) {
      out.reset();

      CompositeReport report = restore(PhotoRestorer.create(), images[0], images[1]);

      assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.NONE);
      assertThat(Picture.decoded(out.toByteArray()).samples()).isEqualTo(answer.delivered());
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void underAProfileThatIsNotReadSamplesTravelAsTheyAre(boolean ofPhoto, boolean ofAnswer)
      throws IOException {
    byte[] photo = random(ColorType.RGB, false, 1).encode();
    TestPng answer = random(ColorType.RGB, false, 2);

    CompositeReport report =
        restore(
            PhotoRestorer.create(),
            ofPhoto ? PngFiles.withProfile(photo, TABLES) : photo,
            ofAnswer ? PngFiles.withProfile(answer.encode(), TABLES) : answer.encode());

    assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.UNKNOWN);
    assertThat(Picture.decoded(out.toByteArray()).samples()).isEqualTo(answer.delivered());
  }

  @Test
  void aGrayAnswerTakesThePhotosCurve() throws IOException {
    byte[] photo = PngFiles.withProfile(random(ColorType.RGB, false, 1).encode(), ADOBE);

    CompositeReport report = restore(PhotoRestorer.create(), photo, flat(ColorType.GRAY, 8, 50));

    assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.CONVERTED);
    // ((50 / 255 + 0.055) / 1.055) ^ 2.4 is the light, of which the root of 563 / 256 is taken.
    assertThat(Picture.decoded(out.toByteArray()).samples()).containsOnly(53);
  }

  @Test
  void aGrayPhotoThatTakesOnColorIsSrgb() throws IOException {
    byte[] answer = PngFiles.withProfile(flat(ColorType.RGB, 8, 120), ADOBE);

    CompositeReport report = restore(PhotoRestorer.create(), flat(ColorType.GRAY, 8, 9), answer);

    assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(Picture.decoded(out.toByteArray()).samples()).containsOnly(121);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theUnpaintedIsComparedInThePhotosProfile(boolean jpeg) throws IOException {
    byte[] none = flat(ColorType.RGBA, 8, 0);
    byte[] photo =
        jpeg
            ? JpegEdits.withProfile(TestJpegs.baseline(48, 48, 3), ADOBE, 1)
            : PngFiles.withProfile(flat(ColorType.RGB, 8, 54), ADOBE);
    byte[] asPng =
        prepared(photo, ImagePreparer.create().withFormat(OutputFormat.PNG).withToSrgb(true));

    CompositeReport report =
        PhotoRestorer.create()
            .withFormat(jpeg ? OutputFormat.JPEG : OutputFormat.PNG)
            .withComparison(Comparison.EXACT)
            .restore(
                ImageSource.of(photo),
                ImageSource.of(asPng),
                ImageSource.of(none),
                ImageTarget.of(out));

    assertThat(report.restored().orElseThrow().conversion()).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(report.restored().orElseThrow().unpainted().orElseThrow().meanDifference())
        .isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSentIsSrgbAndSaysNothingElse(boolean jpeg) throws IOException {
    byte[] scene = PngFiles.withProfile(flat(ColorType.RGB, 8, 120), ADOBE);
    OutputFormat format = jpeg ? OutputFormat.JPEG : OutputFormat.PNG;

    byte[] sent = prepared(scene, ImagePreparer.create().withFormat(format).withToSrgb(true));
    ImageMetadata metadata = metadata(sent);

    assertThat(Picture.decoded(sent).samples()).containsOnly(121);
    assertThat(metadata.iccProfile()).isEmpty();
    assertThat(metadata.renderingIntent()).isEqualTo(jpeg ? -1 : 1);
  }

  @Test
  void anImageIsPassedThroughUnlessItMustBeConverted() throws IOException {
    byte[] jpeg = TestJpegs.baseline(48, 48, 3);
    byte[] wide = JpegEdits.withProfile(jpeg, P3, 1);
    byte[] unknown = JpegEdits.withProfile(jpeg, TABLES, 1);

    PrepareReport plain = prepare(jpeg, ImagePreparer.create().withToSrgb(true));
    PrepareReport converted = prepare(wide, ImagePreparer.create().withToSrgb(true));
    PrepareReport left = prepare(unknown, ImagePreparer.create().withToSrgb(true));
    PrepareReport unasked = prepare(wide, ImagePreparer.create());

    assertThat(plain.passedThrough()).isTrue();
    assertThat(plain.conversion()).isEqualTo(ProfileConversion.NONE);
    assertThat(converted.passedThrough()).isFalse();
    assertThat(converted.conversion()).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(left.passedThrough()).isTrue();
    assertThat(left.conversion()).isEqualTo(ProfileConversion.UNKNOWN);
    assertThat(unasked.passedThrough()).isTrue();
    assertThat(unasked.conversion()).isEqualTo(ProfileConversion.NONE);
  }

  @Test
  void aMaskIsNeverConverted() throws IOException {
    byte[] mask = PngFiles.withProfile(flat(ColorType.RGBA, 8, 120), ADOBE);

    PrepareReport report =
        prepare(
            mask,
            ImagePreparer.create()
                .withToSrgb(true)
                .withMask(
                    MaskOptions.DEFAULT.withConvention(MaskConvention.WHITE_EDITS),
                    MaskConvention.WHITE_EDITS));

    assertThat(report.conversion()).isEqualTo(ProfileConversion.NONE);
  }

  @Test
  void thePlanTellsOfTheConversion() throws IOException {
    byte[] photo = PngFiles.withProfile(random(ColorType.RGB, false, 1).encode(), P3);
    byte[] answer = random(ColorType.RGB, false, 2).encode();

    CompositePlan converting = explained(PhotoRestorer.create(), photo, answer);
    CompositePlan matching =
        explained(
            PhotoRestorer.create().withRestoring(RestoreOptions.DEFAULT.withMatchColor(true)),
            photo,
            answer);

    assertThat(converting.work().steps())
        .extracting(step -> step.name())
        .contains("convert colors to the photo's");
    assertThat(matching.work().steps())
        .extracting(step -> step.name())
        .startsWith("compare around the paint before")
        .contains("match colors");
    assertThat(matching.work().heapBytes()).isGreaterThanOrEqualTo(converting.work().heapBytes());
  }

  private static CompositePlan explained(PhotoRestorer restorer, byte[] photo, byte[] answer)
      throws IOException {
    return restorer.explain(ImageSource.of(photo), ImageSource.of(answer), ImageSource.of(ALL));
  }

  private CompositeReport restore(PhotoRestorer restorer, byte[] photo, byte[] answer)
      throws IOException {
    return restorer
        .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
        .restore(
            ImageSource.of(photo),
            ImageSource.of(answer),
            ImageSource.of(ALL),
            ImageTarget.of(out));
  }

  private static PrepareReport prepare(byte[] image, ImagePreparer preparer) throws IOException {
    return preparer.prepare(ImageSource.of(image), ImageTarget.of(new ByteArrayOutputStream()));
  }

  private static byte[] prepared(byte[] image, ImagePreparer preparer) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    preparer.prepare(ImageSource.of(image), ImageTarget.of(sent));
    return sent.toByteArray();
  }

  private ImageMetadata metadata() throws IOException {
    return metadata(out.toByteArray());
  }

  private static ImageMetadata metadata(byte[] image) throws IOException {
    try (EncodedImage opened =
        EncodedImage.open(
            ImageSource.of(image), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      return opened.rows().metadata();
    }
  }

  private static TestPng random(ColorType type, boolean deep, long seed) {
    return TestPng.of(type, deep ? 16 : 8, SIDE, SIDE).randomSamples(seed);
  }

  private static byte[] flat(ColorType type, int depth, int sample) {
    int[] samples = new int[SIDE * SIDE * type.channels()];
    Arrays.fill(samples, sample);
    return TestPng.of(type, depth, SIDE, SIDE).samples(samples).encode();
  }
}
