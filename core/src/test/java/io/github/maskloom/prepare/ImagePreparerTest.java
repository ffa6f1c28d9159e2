package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePreparerTest {
  private static final byte[] JPEG = TestJpegs.baseline(120, 80, 3);
  private static final byte[] NOISE = TestPng.of(ColorType.RGB, 8, 120, 90).encode();

  private byte[] file = {};

  private PrepareReport prepare(ImagePreparer options, byte[] picture) throws IOException {
    Made<PrepareReport> made = Made.prepare(options, picture);
    file = made.file();
    assertThat(made.report().bytes()).isEqualTo(file.length);
    return made.report();
  }

  private ImageGeometry resultGeometry() throws IOException {
    return Picture.decoded(file).geometry();
  }

  private static ImagePreparer ofMasks(MaskConvention from, MaskConvention to) {
    return ImagePreparer.create().withMask(MaskOptions.DEFAULT.withConvention(from), to);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 80, 60, 60, 40",
    "80, 120, 60, 40, 60",
    "121, 80, 60, 60, 39",
    "120, 90, 47, 47, 35",
    "120, 1, 60, 60, 1",
    "64, 64, 63, 63, 63"
  })
  void shrinksToALongestSideAndCutsTheOther(int width, int height, int side, int w, int h)
      throws IOException {
    PrepareReport report =
        prepare(ImagePreparer.create().withMaxSide(side), TestJpegs.baseline(width, height, 3));

    assertThat(report.width()).isEqualTo(w);
    assertThat(report.height()).isEqualTo(h);
    assertThat(resultGeometry()).isEqualTo(ImageGeometry.of(w, h, 3, 8));
    assertThat(report.mediaType()).isEqualTo("image/jpeg");
    assertThat(report.attempts())
        .containsExactly(new PrepareReport.Attempt(w, h, 85, report.bytes(), true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 600, 2399, 9599})
  void shrinksToABudgetOfPixels(int pixels) throws IOException {
    PrepareReport report = prepare(ImagePreparer.create().withMaxPixels(pixels), JPEG);

    assertThat(report.width() * report.height()).isBetween(Math.max(1, pixels / 2), pixels);
  }

  @Test
  void scalesToAnExactSizeUpAndDown() throws IOException {
    prepare(ImagePreparer.create().withExactSize(200, 30), JPEG);

    assertThat(resultGeometry()).isEqualTo(ImageGeometry.of(200, 30, 3, 8));
  }

  @Test
  void anImageThatFitsIsPassedThroughByteForByte() throws IOException {
    byte[] tagged = JpegEdits.withProfile(JPEG, new byte[50], 1);

    PrepareReport report = prepare(ImagePreparer.create().withMaxSide(120), tagged);

    assertThat(file).isEqualTo(tagged);
    assertThat(report.passedThrough()).isTrue();
    assertThat(report.attempts()).isEmpty();
  }

  @Test
  void aSourceThatOpensOnceOrIsADataUrlIsPassedThroughToo() throws IOException {
    String url = Base64.getEncoder().encodeToString(JPEG);
    for (ImageSource source : List.of(Made.once(JPEG), ImageSource.dataUrl(url))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(ImagePreparer.create().prepare(source, ImageTarget.of(out)).passedThrough())
          .isTrue();
      assertThat(out.toByteArray()).isEqualTo(JPEG);
    }
  }

  @Test
  void aSourceIsNotCountedWhereBytesAreNotLimited() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    ImageSource unknownLength =
        ImageSource.reopening(
            () -> {
              opened.incrementAndGet();
              // Not in memory, for there the end of a PNG is looked at too.
              return new BufferedInputStream(new ByteArrayInputStream(NOISE));
            });

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImagePreparer.create().prepare(unknownLength, ImageTarget.of(out));

    assertThat(opened).as("once for the header, once to be copied").hasValue(2);
    assertThat(out.toByteArray()).isEqualTo(NOISE);
  }

  @Test
  void anImageThatIsNotUprightIsTurned() throws IOException {
    PrepareReport report = prepare(ImagePreparer.create(), Drawn.turned(6, JPEG));

    assertThat(report.passedThrough()).isFalse();
    assertThat(resultGeometry()).isEqualTo(ImageGeometry.of(80, 120, 3, 8));
  }

  @Test
  void passingThroughCanBeTurnedOff() throws IOException {
    assertThat(prepare(ImagePreparer.create().withPassThrough(false), JPEG).passedThrough())
        .isFalse();
  }

  @Test
  void aFormatThatIsNotAcceptedIsWrittenInAnother() throws IOException {
    UploadLimits onlyPng = UploadLimits.NONE.withMediaTypes("image/png");

    PrepareReport report = prepare(ImagePreparer.create().withLimits(onlyPng), JPEG);

    assertThat(report.mediaType()).isEqualTo("image/png");
    assertThat(Picture.decoded(file).samples()).isEqualTo(Picture.decoded(JPEG).samples());
  }

  @Test
  void alphaIsFlattenedOntoTheBackground() throws IOException {
    OutputFormat onGreen = new OutputFormat.Jpeg(95, 0x00FF00);

    prepare(ImagePreparer.create().withMaxSide(20).withFormat(onGreen), Drawn.blank(40, 40));

    int[] samples = Picture.decoded(file).samples();
    assertThat(samples[0]).isLessThan(5);
    assertThat(samples[1]).isGreaterThan(250);
  }

  @Test
  void findsTheBestQualityThatFitsAsTheWholeLadderWould() throws IOException {
    for (long maxBytes : new long[] {9_000, 7_000, 5_000, 3_500, 2_800, 2_000, 1_500}) {
      PrepareReport report = prepare(limited(maxBytes), NOISE);

      assertThat(report.bytes()).isLessThanOrEqualTo(maxBytes);
      assertThat(kept(report)).as("%s bytes", maxBytes).isEqualTo(firstOfLadder(maxBytes));
      assertThat(report.attempts()).hasSizeLessThanOrEqualTo(9);
    }
  }

  private static ImagePreparer limited(long maxBytes) {
    return ImagePreparer.create()
        .withLimits(
            UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg").withMaxBytes(maxBytes));
  }

  private static PrepareReport.Attempt kept(PrepareReport report) {
    List<PrepareReport.Attempt> fitting =
        report.attempts().stream().filter(PrepareReport.Attempt::fits).toList();
    return fitting.get(fitting.size() - 1);
  }

  /** What trying one after the other gives: the rule as it reads. */
  private static PrepareReport.Attempt firstOfLadder(long maxBytes) throws IOException {
    List<int[]> steps = new ArrayList<>();
    for (int quality = 85; quality >= 25; quality -= 10) {
      steps.add(new int[] {10, quality});
    }
    for (int tenths = 9; tenths >= 5; tenths--) {
      for (int quality = 85; quality >= 35; quality -= 10) {
        steps.add(new int[] {tenths, quality});
      }
    }
    steps.add(new int[] {5, 30});
    for (int[] step : steps) {
      int width = 120 * step[0] / 10;
      int height = 90 * step[0] / 10;
      ImagePreparer preparer =
          ImagePreparer.create()
              .withExactSize(width, height)
              .withPassThrough(false)
              .withFormat(new OutputFormat.Jpeg(step[1], 0xFFFFFF));
      int bytes = Made.prepare(preparer, NOISE).file().length;
      if (bytes <= maxBytes) {
        return new PrepareReport.Attempt(width, height, step[1], bytes, true);
      }
    }
    throw new AssertionError("nothing fits into " + maxBytes);
  }

  @Test
  void saysHowFarItCameWhereNothingFits() {
    ImageLimitException refused =
        catchThrowableOfType(ImageLimitException.class, () -> prepare(limited(300), NOISE));

    assertThat(refused.limit()).isEqualTo("maxBytes");
    assertThat(refused.allowed()).isEqualTo(300);
    assertThat(refused.asked()).isGreaterThan(300);
  }

  @Test
  void pngShrinksByScalesOnly() throws IOException {
    PrepareReport report = prepare(limited(20_000).withFormat(OutputFormat.PNG), NOISE);

    assertThat(report.mediaType()).isEqualTo("image/png");
    assertThat(report.attempts()).allMatch(attempt -> attempt.quality() == 0);
    assertThat(report.width()).isBetween(60, 108);
  }

  @Test
  void whatScalingCannotMendIsRefused() {
    UploadLimits limits = UploadLimits.NONE.withMaxAspectRatio(1.4).withMinSide(81);

    assertThatThrownBy(() -> prepare(ImagePreparer.create().withLimits(limits), JPEG))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContainingAll("is more than 1.4 times as long", "maxAspectRatio");
    assertThatThrownBy(
            () -> prepare(ImagePreparer.create().withLimits(limits.withMaxAspectRatio(16)), JPEG))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("minSide");
  }

  @Test
  void theReceiversSizesHoldBesideTheCallers() throws IOException {
    UploadLimits limits =
        UploadLimits.NONE.withMediaTypes("image/jpeg").withMaxSide(100).withMaxPixels(2_000);

    PrepareReport report =
        prepare(ImagePreparer.create().withMaxSide(110).withLimits(limits), JPEG);

    assertThat(report.width() * report.height()).isLessThanOrEqualTo(2_000);
  }

  @Test
  void aRemovalMaskIsWhiteAboveTen() throws IOException {
    byte[] mask =
        TestPng.of(ColorType.RGBA, 8, 4, 1)
            .samples(0, 0, 0, 255, 10, 10, 10, 255, 11, 11, 11, 0, 255, 0, 0, 9)
            .encode();

    prepare(ofMasks(MaskConvention.binary(10), MaskConvention.WHITE_EDITS), mask);

    assertThat(resultGeometry()).isEqualTo(ImageGeometry.of(4, 1, 1, 8));
    assertThat(Picture.decoded(file).samples()).containsExactly(0, 0, 255, 255);
  }

  @Test
  void strokesBecomeWhiteOrTransparent() throws IOException {
    byte[] mask =
        TestPng.of(ColorType.RGBA, 8, 3, 1)
            .samples(0, 0, 255, 0, 0, 0, 255, 128, 0, 0, 255, 255)
            .encode();

    prepare(ofMasks(MaskConvention.PAINTED, MaskConvention.WHITE_EDITS), mask);
    assertThat(Picture.decoded(file).samples()).containsExactly(0, 128, 255);
    prepare(ofMasks(MaskConvention.PAINTED, MaskConvention.binary(127)), mask);
    assertThat(Picture.decoded(file).samples()).containsExactly(0, 255, 255);
    prepare(ofMasks(MaskConvention.PAINTED, MaskConvention.BLACK_EDITS), mask);
    assertThat(Picture.decoded(file).samples()).containsExactly(255, 0, 0);
    byte[] black = file;
    prepare(ofMasks(MaskConvention.BLACK_EDITS, MaskConvention.WHITE_EDITS), black);
    assertThat(Picture.decoded(file).samples()).containsExactly(0, 255, 255);
    prepare(ofMasks(MaskConvention.PAINTED, MaskConvention.TRANSPARENT_EDITS), mask);
    assertThat(Picture.decoded(file).samples())
        .containsExactly(0, 0, 0, 255, 128, 128, 128, 127, 255, 255, 255, 0);
  }

  @Test
  void aBinaryMaskStaysBlackAndWhiteWhereItIsScaledOrItsBytesAreLimited() throws IOException {
    ImagePreparer hard = ofMasks(MaskConvention.WHITE_EDITS, MaskConvention.binary(127));
    prepare(hard.withExactSize(50, 40), NOISE);
    assertThat(Picture.decoded(file).samples()).containsOnly(0, 255);
    prepare(hard, NOISE);
    PrepareReport report =
        prepare(hard.withLimits(UploadLimits.NONE.withMaxBytes(file.length - 100)), NOISE);
    assertThat(report.width()).isLessThan(120);
    assertThat(Picture.decoded(file).samples()).containsOnly(0, 255);
  }

  @Test
  void noSizeIsTriedThatTheReceiverDoesNotAccept() {
    UploadLimits limits =
        UploadLimits.NONE.withMediaTypes("image/jpeg").withMinSide(85).withMaxBytes(2_000);

    assertThatThrownBy(() -> prepare(ImagePreparer.create().withLimits(limits), NOISE))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("maxBytes");
  }

  @Test
  void anExactSizeIsKeptOrRefused() throws IOException {
    PrepareReport report = prepare(limited(4_000).withExactSize(120, 90), NOISE);

    assertThat(report.width()).isEqualTo(120);
    assertThat(report.height()).isEqualTo(90);
    assertThatThrownBy(() -> prepare(limited(1_000).withExactSize(120, 90), NOISE))
        .isInstanceOf(ImageLimitException.class);
    assertThatThrownBy(
            () ->
                prepare(
                    ImagePreparer.create()
                        .withExactSize(120, 90)
                        .withLimits(UploadLimits.NONE.withMaxSide(119)),
                    NOISE))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("maxSide");
  }

  @Test
  void cancellingStopsACopy() {
    int[] asked = {0};
    ImagePreparer preparer =
        ImagePreparer.create().withWork(WorkOptions.DEFAULT.withCancel(() -> ++asked[0] > 1));

    assertThatThrownBy(() -> preparer.prepare(Made.once(new byte[1 << 20]), Made.NOWHERE))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void threadsChangeNothingInASearchForMasksEither() throws IOException {
    ImagePreparer searching =
        ofMasks(MaskConvention.WHITE_EDITS, MaskConvention.WHITE_EDITS)
            .withLimits(UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(5_000));
    PrepareReport alone = prepare(searching, NOISE);
    byte[] expected = file;

    assertThat(prepare(searching.withWork(WorkOptions.DEFAULT.withThreads(2)), NOISE).attempts())
        .isEqualTo(alone.attempts());
    assertThat(alone.attempts()).hasSizeGreaterThan(2);
    assertThat(file).isEqualTo(expected);
  }

  @Test
  void linearLightKeepsFineBrightDetailAsBrightAsItIs() throws IOException {
    int[] checks = new int[64 * 64];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = (i + i / 64) % 2 * 255;
    }
    byte[] board = TestPng.of(ColorType.GRAY, 8, 64, 64).samples(checks).encode();
    ImagePreparer small = ImagePreparer.create().withExactSize(8, 8).withFormat(OutputFormat.PNG);

    prepare(small, board);
    assertThat(Picture.decoded(file).samples()[36]).isBetween(126, 129);
    prepare(small.withLinearLight(true), board);
    assertThat(Picture.decoded(file).samples()[36]).isBetween(186, 189);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 3_000})
  void cancellingStopsAndWritesNothing(long maxBytes) {
    int[] asked = {0};
    ImagePreparer options =
        limited(maxBytes)
            .withMaxSide(100)
            .withWork(WorkOptions.DEFAULT.withCancel(() -> ++asked[0] > 4));

    assertThatThrownBy(() -> prepare(options, NOISE)).isInstanceOf(CancelledException.class);
  }
}
