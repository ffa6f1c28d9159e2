package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestJpegs;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG photos that stay JPEG, through the front door. */
class JpegSpliceCompositeTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;

  /** Paint on 20 by 20 pixels at (52, 36), which four MCUs of 16 by 16 share. */
  private static final Rectangle PAINT = new Rectangle(52, 36, 20, 20);

  /** The blocks with paint, and what of them shows beside them. */
  private static final Rectangle BLOCKS = new Rectangle(47, 31, 34, 34);

  private static final byte[] MASK = Drawn.painted(WIDTH, HEIGHT, PAINT);

  private final MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.JPEG);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsAwayFromThePaintStaysTheSame(boolean progressive) throws IOException {
    byte[] photo =
        progressive
            ? TestJpegs.progressive(WIDTH, HEIGHT, 3)
            : TestJpegs.baseline(WIDTH, HEIGHT, 3);
    Made<CompositeReport> made = Made.composite(compositor, photo, MASK);
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    SplicedMcus mcus = made.report().kept().mcus().orElseThrow();
    assertThat(mcus.total()).isEqualTo(13 * 8);
    assertThat(mcus.touched()).isEqualTo(2 * 2);
    assertThat(mcus.changed()).isBetween(1L, 4L);
    assertThat(mcus.coding())
        .isIn(
            progressive
                ? new Object[] {SplicedMcus.Coding.MERGED}
                : new Object[] {SplicedMcus.Coding.PATCHED, SplicedMcus.Coding.TRANSCODED});
    assertThat(differences(photo, made, BLOCKS)).isZero();
    assertThat(differences(photo, made, new Rectangle())).isPositive();
  }

  @Test
  void withoutPaintTheFileStaysByteForByte() throws IOException {
    byte[] photo = TestJpegs.progressive(WIDTH, HEIGHT, 3);
    Made<CompositeReport> made = Made.composite(compositor, photo, Drawn.blank(WIDTH, HEIGHT));
    assertThat(made.file()).isEqualTo(photo);
    assertThat(made.report().kept().mcus().orElseThrow().coding())
        .isEqualTo(SplicedMcus.Coding.COPIED);
    assertThat(made.report().nothingPainted()).isTrue();
  }

  @Test
  void aSourceThatOpensOnceIsSplicedToo() throws IOException {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    Made<CompositeReport> once = Made.composite(compositor, Made.once(photo), ImageSource.of(MASK));
    assertThat(once.report().strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(once.file()).isEqualTo(Made.composite(compositor, photo, MASK).file());
  }

  @Test
  void aStatedQualityAndAGrayPhotoUnderColoredPaintAreEncodedAnew() throws IOException {
    MaskCompositor anew = MaskCompositor.create().withFormat(new OutputFormat.Jpeg(90, 0xFFFFFF));
    ImageSource photo = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3));
    ImageSource mask = ImageSource.of(MASK);
    assertThat(anew.explain(photo, mask).whyNotSpliced().orElseThrow()).contains("quality");
    assertThat(compositor.explain(photo, mask).strategy()).isEqualTo(Strategy.SPLICE);
    ImageSource gray = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 1));
    assertThat(compositor.explain(gray, mask).whyNotSpliced().orElseThrow()).contains("gray");
  }

  /** The stored photo is 200 by 120; the same paint lies over what is seen of it, turned or not. */
  @ParameterizedTest
  @CsvSource({"2, 2", "3, 1", "4, 1", "5, 2", "6, 1", "7, 2", "8, 2"})
  void aPhotoThatIsStoredTurnedIsPaintedAsItIsSeen(int orientation, int sampling)
      throws IOException {
    byte[] photo = Drawn.turned(orientation, TestJpegs.subsampled(WIDTH, HEIGHT, sampling, 1));
    byte[] mask = maskOf(photo);
    Made<CompositeReport> spliced = Made.composite(compositor, photo, mask);
    Made<CompositeReport> streamed =
        Made.composite(MaskCompositor.create().withFormat(OutputFormat.PNG), photo, mask);
    assertThat(streamed.report().strategy()).isEqualTo(Strategy.STREAM);
    assertThat(spliced.report().mask()).isEqualTo(streamed.report().mask());
    assertThat(spliced.report().geometry()).isEqualTo(streamed.report().geometry());
    assertNearPaintOnly(photo, spliced, streamed, 33);
  }

  private static void assertNearPaintOnly(
      byte[] photo, Made<CompositeReport> spliced, Made<CompositeReport> streamed, int around)
      throws IOException {
    assertThat(spliced.report().strategy()).isEqualTo(Strategy.SPLICE);
    Rectangle near = new Rectangle(PAINT);
    near.grow(around, around);
    assertThat(differences(photo, spliced, near)).isZero();
    assertThat(peakRatio(spliced.samples(), streamed.samples())).isGreaterThan(36);
  }

  private static byte[] maskOf(byte[] photo) throws IOException {
    ImageGeometry seen = Picture.decoded(photo).geometry();
    return Drawn.painted(seen.width(), seen.height(), PAINT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aPhotoThatIsStoredTurnedStaysByteForByteWithoutPaint(int orientation) throws IOException {
    byte[] photo = Drawn.turned(orientation, TestJpegs.baseline(HEIGHT, HEIGHT, 3));
    assertThat(Made.composite(compositor, photo, Drawn.blank(HEIGHT, HEIGHT)).file())
        .isEqualTo(photo);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPhotoIsRestoredAsItIsSeen(int orientation) throws IOException {
    byte[] photo = Drawn.turned(orientation, TestJpegs.subsampled(WIDTH, HEIGHT, 2, 2));
    byte[] mask = maskOf(photo);
    ImageGeometry seen = Picture.decoded(photo).geometry();
    byte[] replacement =
        TestJpegs.ofQuality(
            TestJpegs.picture(/* width= */ seen.height(), /* height= */ seen.width(), 3), 0.95f);
    PhotoRestorer restorer = PhotoRestorer.create().withComparison(RestoreOptions.Comparison.OFF);
    assertNearPaintOnly(
        photo,
        Made.restore(restorer.withFormat(OutputFormat.JPEG), photo, replacement, mask),
        Made.restore(restorer.withFormat(OutputFormat.PNG), photo, replacement, mask),
        17);
  }

  @Test
  void aPlanTellsThatPaintOfATurnedPhotoIsSpooled() throws IOException {
    byte[] photo = Drawn.turned(6, TestJpegs.baseline(WIDTH, HEIGHT, 3));
    CompositePlan plan = compositor.explain(ImageSource.of(photo), ImageSource.of(maskOf(photo)));
    assertThat(plan.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(plan.work().spooledBytes()).isEqualTo(4 * WIDTH * HEIGHT);
  }

  /** How near two images are, in decibels. */
  private static double peakRatio(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow(one[i] - other[i], 2);
    }
    return 10 * Math.log10(255 * 255 * one.length / sum);
  }

  /** Samples that differ outside a box. */
  private static long differences(byte[] photo, Made<CompositeReport> made, Rectangle box)
      throws IOException {
    Picture before = Picture.decoded(photo);
    int[] after = made.samples();
    assertThat(after).hasSameSizeAs(before.samples());
    int width = before.geometry().width();
    return IntStream.range(0, after.length)
        .filter(i -> before.samples()[i] != after[i])
        .filter(i -> !box.contains(i / 3 % width, i / 3 / width))
        .count();
  }
}
