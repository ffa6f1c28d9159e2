package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.color.ImageColors;
import io.github.maskloom.internal.color.ReferenceColors;
import io.github.maskloom.internal.color.RgbSpace;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestProfiles;
import java.io.IOException;
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
  private static final byte[] ALL = Drawn.flat(ColorType.RGBA, SIDE, SIDE, 254);

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
    Made<CompositeReport> made =
        restore(
            PhotoRestorer.create().withWork(WorkOptions.DEFAULT.withWindowRows(windowRows)),
            photo,
            answer.encode());

    Picture result = made.picture();
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
    assertThat(conversion(made)).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(made.metadata().iccProfile()).contains(P3);
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
      Made<CompositeReport> made = restore(PhotoRestorer.create(), images[0], images[1]);
      assertThat(conversion(made)).isEqualTo(ProfileConversion.NONE);
      assertThat(made.samples()).isEqualTo(answer.delivered());
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void underAProfileThatIsNotReadSamplesTravelAsTheyAre(boolean ofPhoto, boolean ofAnswer)
      throws IOException {
    byte[] photo = random(ColorType.RGB, false, 1).encode();
    TestPng answer = random(ColorType.RGB, false, 2);

    Made<CompositeReport> made =
        restore(
            PhotoRestorer.create(),
            ofPhoto ? PngFiles.withProfile(photo, TABLES) : photo,
            ofAnswer ? PngFiles.withProfile(answer.encode(), TABLES) : answer.encode());

    assertThat(conversion(made)).isEqualTo(ProfileConversion.UNKNOWN);
    assertThat(made.samples()).isEqualTo(answer.delivered());
  }

  @Test
  void aGrayAnswerTakesThePhotosCurve() throws IOException {
    byte[] photo = PngFiles.withProfile(random(ColorType.RGB, false, 1).encode(), ADOBE);

    Made<CompositeReport> made =
        restore(PhotoRestorer.create(), photo, Drawn.flat(ColorType.GRAY, SIDE, SIDE, 50));

    assertThat(conversion(made)).isEqualTo(ProfileConversion.CONVERTED);
    // ((50 / 255 + 0.055) / 1.055) ^ 2.4 is the light, of which the root of 563 / 256 is taken.
    assertThat(made.samples()).containsOnly(53);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theUnpaintedIsComparedInThePhotosProfile(boolean jpeg) throws IOException {
    byte[] photo =
        jpeg
            ? JpegEdits.withProfile(TestJpegs.baseline(48, 48, 3), ADOBE, 1)
            : PngFiles.withProfile(Drawn.flat(ColorType.RGB, SIDE, SIDE, 54), ADOBE);
    ImagePreparer toSrgb = ImagePreparer.create().withFormat(OutputFormat.PNG).withToSrgb(true);
    Made<CompositeReport> made =
        Made.restore(
            PhotoRestorer.create()
                .withFormat(jpeg ? OutputFormat.JPEG : OutputFormat.PNG)
                .withComparison(Comparison.EXACT),
            photo,
            Made.prepare(toSrgb, photo).file(),
            Drawn.blank(SIDE, SIDE));
    assertThat(conversion(made)).isEqualTo(ProfileConversion.CONVERTED);
    assertThat(made.report().restored().orElseThrow().unpainted().orElseThrow().meanDifference())
        .isLessThan(1.5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSentIsSrgbAndSaysNothingElse(boolean jpeg) throws IOException {
    byte[] scene = PngFiles.withProfile(Drawn.flat(ColorType.RGB, SIDE, SIDE, 120), ADOBE);
    OutputFormat format = jpeg ? OutputFormat.JPEG : OutputFormat.PNG;

    Made<PrepareReport> sent =
        Made.prepare(ImagePreparer.create().withFormat(format).withToSrgb(true), scene);
    assertThat(sent.samples()).containsOnly(121);
    assertThat(sent.metadata().iccProfile()).isEmpty();
    assertThat(sent.metadata().renderingIntent()).isEqualTo(jpeg ? -1 : 1);
  }

  @Test
  void anImageIsPassedThroughUnlessItMustBeConverted() throws IOException {
    byte[] jpeg = TestJpegs.baseline(48, 48, 3);
    byte[] wide = JpegEdits.withProfile(jpeg, P3, 1);
    byte[] unknown = JpegEdits.withProfile(jpeg, TABLES, 1);

    ImagePreparer toSrgb = ImagePreparer.create().withToSrgb(true);
    assertPrepared(toSrgb, jpeg, true, ProfileConversion.NONE);
    assertPrepared(toSrgb, wide, false, ProfileConversion.CONVERTED);
    assertPrepared(toSrgb, unknown, true, ProfileConversion.UNKNOWN);
    assertPrepared(ImagePreparer.create(), wide, true, ProfileConversion.NONE);
  }

  private static void assertPrepared(
      ImagePreparer preparer, byte[] image, boolean copied, ProfileConversion conversion)
      throws IOException {
    PrepareReport report = Made.prepare(preparer, image).report();
    assertThat(report.passedThrough()).isEqualTo(copied);
    assertThat(report.conversion()).isEqualTo(conversion);
  }

  @Test
  void aMaskIsNeverConverted() throws IOException {
    byte[] mask = PngFiles.withProfile(Drawn.flat(ColorType.RGBA, SIDE, SIDE, 120), ADOBE);

    MaskConvention white = MaskConvention.WHITE_EDITS;
    assertPrepared(
        ImagePreparer.create()
            .withToSrgb(true)
            .withMask(MaskOptions.DEFAULT.withConvention(white), white),
        mask,
        false,
        ProfileConversion.NONE);
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

  private static Made<CompositeReport> restore(PhotoRestorer restorer, byte[] photo, byte[] answer)
      throws IOException {
    return Made.restore(
        restorer.withRestoring(RestoreOptions.DEFAULT.withFeather(0)), photo, answer, ALL);
  }

  private static ProfileConversion conversion(Made<CompositeReport> made) {
    return made.report().restored().orElseThrow().conversion();
  }

  private static TestPng random(ColorType type, boolean deep, long seed) {
    return TestPng.of(type, deep ? 16 : 8, SIDE, SIDE).randomSamples(seed);
  }
}
