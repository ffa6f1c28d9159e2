package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.Decibels;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs that are decoded at a reduced size on their way to a smaller one. */
class ReducedPrepareTest {
  static final int WIDTH = 403;
  static final int HEIGHT = 301;

  /** What a shift of a fifth of a pixel would not reach. */
  static final double NEAR_DECIBELS = 33;

  private static final int MCU_ROWS = 16;

  static final byte[] PHOTO = TestJpegs.subsampled(WIDTH, HEIGHT, 2, 2);

  @ParameterizedTest
  @CsvSource({"1, 1, 130", "2, 1, 130", "2, 2, 130", "2, 2, 79", "2, 2, 44"})
  void aReducedJpegIsNearToOneThatWasScaledWhole(int h, int v, int side) throws IOException {
    assertNear(TestJpegs.subsampled(WIDTH, HEIGHT, h, v), side);
  }

  @ParameterizedTest
  @ValueSource(ints = {130, 79, 44})
  void soIsAProgressiveOneAndAGrayOne(int side) throws IOException {
    assertNear(TestJpegs.progressive(WIDTH, HEIGHT, 3), side);
    assertNear(TestJpegs.baseline(WIDTH, HEIGHT, 1), side);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void soIsOneThatIsStoredTurned(int orientation) throws IOException {
    assertNear(Drawn.turned(orientation, PHOTO), 79);
  }

  /** Near to what is scaled from a PNG of the same pixels, which is not reduced. */
  private static void assertNear(byte[] photo, int side) throws IOException {
    byte[] whole = prepared(prepared(photo, Integer.MAX_VALUE), side);
    assertThat(Decibels.between(prepared(photo, side), whole)).isGreaterThan(NEAR_DECIBELS);
  }

  @Test
  void everySmallSizeComesOutExactly() throws IOException {
    for (int width = 1; width <= 20; width++) {
      for (int height = 1; height <= 20; height++) {
        byte[] photo = TestJpegs.subsampled(width, height, 2, 2);
        BufferedImage image = image(prepared(photo, 2));

        assertThat(Math.max(image.getWidth(), image.getHeight()))
            .isEqualTo(Math.min(2, Math.max(width, height)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"403, 1", "202, 1", "201, 1", "134, 2", "101, 2", "81, 2", "80, 4", "50, 4", "44, 8"})
  void isReducedAsFarAsLeavesTheScalerEnough(int side, int denominator) throws IOException {
    WorkPlan plan = to(side).explain(ImageSource.of(PHOTO));

    String step = denominator == 1 ? "decode JPEG" : "decode JPEG at 1/" + denominator;
    WorkPlan.Step decoding = plan.steps().get(0);
    assertThat(decoding.name()).isEqualTo(step);
    assertThat(decoding.geometry().width()).isEqualTo((WIDTH + denominator - 1) / denominator);
    assertThat(decoding.geometry().height()).isEqualTo((HEIGHT + denominator - 1) / denominator);
  }

  @Test
  void theNarrowerOfTwoRatiosCounts() throws IOException {
    ImagePreparer squeezed =
        ImagePreparer.create().withExactSize(40, 290).withFormat(OutputFormat.PNG);

    assertThat(PlanarPrepareTest.decoding(squeezed, PHOTO)).isEqualTo("decode JPEG");
  }

  @Test
  void missingRowsAreThoseOfTheFile() throws IOException {
    byte[] cut = Arrays.copyOf(PHOTO, PHOTO.length * 2 / 3);
    int whole = missingRows(ImagePreparer.create(), cut);
    assertThat(whole).isPositive();
    assertThat(missingRows(to(79), cut)).isBetween(whole - MCU_ROWS, whole);
  }

  private static int missingRows(ImagePreparer options, byte[] photo) throws IOException {
    ReadOptions lenient = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT);
    return Made.prepare(options.withReading(lenient), photo).report().missingRows();
  }

  @Test
  void anUploadHasHuffmanCodesOfItsOwn() throws IOException {
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(85, 0xFFFFFF);
    byte[] typical =
        Made.composite(
                MaskCompositor.create().withFormat(format), PHOTO, Drawn.blank(WIDTH, HEIGHT))
            .file();
    byte[] upload =
        prepared(ImagePreparer.create().withFormat(format).withPassThrough(false), PHOTO);
    assertThat(upload.length).isLessThan(typical.length);
    assertThat(TestJpegs.samplesByImageIo(upload)).isEqualTo(TestJpegs.samplesByImageIo(typical));
  }

  @ParameterizedTest
  @CsvSource({"403, 301", "128, 128", "1000, 700"})
  void aSceneIsNearToOneThatWasScaledWhole(int maskWidth, int maskHeight) throws IOException {
    byte[] mask = strokes(maskWidth, maskHeight);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withFormat(OutputFormat.PNG)
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH));
    byte[] composite = Made.composite(compositor, PHOTO, mask).file();
    Made<PreparedComposite> made = Made.scene(compositor, PHOTO, mask, to(79));
    assertThat(Decibels.between(made.file(), prepared(composite, 79))).isGreaterThan(NEAR_DECIBELS);
    assertThat(made.report().composite().geometry().width()).isEqualTo(WIDTH);
    assertThat(made.report().composite().geometry().height()).isEqualTo(HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 300, 220, 70", "57, 33, 300, 220, 71", "103, 81, 300, 220, 40"})
  void aPartOfASceneIsNearToOneThatWasCutOfTheWhole(int x, int y, int width, int height, int side)
      throws IOException {
    ImagePreparer options = to(side).withPart(new ImagePart(WIDTH, HEIGHT, x, y, width, height));
    byte[] mask = strokes(WIDTH, HEIGHT);
    MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.PNG);
    byte[] composite = Made.composite(compositor, PHOTO, mask).file();
    byte[] scene = Made.scene(compositor, PHOTO, mask, options).file();
    assertThat(Decibels.between(scene, prepared(options, composite))).isGreaterThan(NEAR_DECIBELS);
  }

  @Test
  void aSceneTellsWhatIsPaintedAsThePhotoHasIt() throws IOException {
    byte[] mask = strokes(WIDTH, HEIGHT);
    MaskCompositor compositor = MaskCompositor.create();
    MaskStatistics whole = Made.composite(compositor, PHOTO, mask).report().mask();
    MaskStatistics told = Made.scene(compositor, PHOTO, mask, to(79)).report().composite().mask();
    assertThat((double) told.paintedPixels())
        .isBetween(whole.paintedPixels() * 0.9, whole.paintedPixels() * 1.5);
    assertThat(told.boundingBox().x()).isBetween(whole.boundingBox().x() - 16, 100);
    assertThat(told.boundingBox().width())
        .isBetween(whole.boundingBox().width(), whole.boundingBox().width() + 32);
    assertThat(told.dominantAlpha()).isEqualTo(whole.dominantAlpha());
  }

  @Test
  void aSceneIsReducedAlsoUnderAMaskWithAThreshold() throws IOException {
    List<WorkPlan.Step> hard = sceneSteps(MaskConvention.binary(10));
    List<WorkPlan.Step> soft = sceneSteps(MaskConvention.WHITE_EDITS);

    assertThat(hard).extracting(WorkPlan.Step::name).contains("decode JPEG at 1/4");
    assertThat(soft).extracting(WorkPlan.Step::name).contains("decode JPEG at 1/4");
  }

  private static List<WorkPlan.Step> sceneSteps(MaskConvention convention) throws IOException {
    return MaskCompositor.create()
        .withMask(MaskOptions.DEFAULT.withConvention(convention).withFit(MaskFit.STRETCH))
        .explain(ImageSource.of(PHOTO), ImageSource.of(strokes(128, 128)), to(79))
        .work()
        .steps();
  }

  private static ImagePreparer to(int side) {
    return ImagePreparer.create()
        .withMaxSide(side)
        .withFormat(OutputFormat.PNG)
        .withPassThrough(false);
  }

  private static byte[] prepared(byte[] image, int side) throws IOException {
    return prepared(to(side), image);
  }

  static byte[] prepared(ImagePreparer options, byte[] image) throws IOException {
    return Made.prepare(options, image).file();
  }

  private static byte[] strokes(int width, int height) {
    return Drawn.painted(
        width, height, new Rectangle(width / 4, height / 3, width / 2, height / 4));
  }

  static BufferedImage image(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
