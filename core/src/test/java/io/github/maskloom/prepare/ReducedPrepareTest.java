package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.CompositeReport.PreparedComposite;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.Decibels;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs that are decoded at a reduced size on their way to a smaller one. */
class ReducedPrepareTest {
  private static final int WIDTH = 403;
  private static final int HEIGHT = 301;

  /** What a shift of a fifth of a pixel would not reach. */
  private static final double NEAR_DECIBELS = 33;

  private static final int MCU_ROWS = 16;

  private static final byte[] PHOTO = TestJpegs.subsampled(WIDTH, HEIGHT, 2, 2);

  @ParameterizedTest
  @CsvSource({"1, 1, 130", "2, 1, 130", "2, 2, 130", "2, 2, 79", "2, 2, 44"})
  void aReducedJpegIsNearToOneThatWasScaledWhole(int h, int v, int side) throws IOException {
    byte[] photo = TestJpegs.subsampled(WIDTH, HEIGHT, h, v);

    assertThat(Decibels.between(prepared(photo, side), preparedWhole(photo, side)))
        .isGreaterThan(NEAR_DECIBELS);
  }

  @ParameterizedTest
  @ValueSource(ints = {130, 79, 44})
  void soIsAProgressiveOneAndAGrayOne(int side) throws IOException {
    for (byte[] photo :
        List.of(TestJpegs.progressive(WIDTH, HEIGHT, 3), TestJpegs.baseline(WIDTH, HEIGHT, 1))) {
      assertThat(Decibels.between(prepared(photo, side), preparedWhole(photo, side)))
          .isGreaterThan(NEAR_DECIBELS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void soIsOneThatIsStoredTurned(int orientation) throws IOException {
    byte[] photo = JpegEdits.withExif(PHOTO, JpegEdits.exif(ByteOrder.LITTLE_ENDIAN, orientation));

    byte[] reduced = prepared(photo, 79);

    assertThat(Decibels.between(reduced, preparedWhole(photo, 79))).isGreaterThan(NEAR_DECIBELS);
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

    assertThat(decoding(squeezed)).isEqualTo("decode JPEG");
  }

  @Test
  void masksAndLightAreDecodedWhole() throws IOException {
    MaskConvention white = MaskConvention.WHITE_EDITS;

    assertThat(decoding(to(44).withMask(MaskOptions.DEFAULT.withConvention(white), white)))
        .isEqualTo("decode JPEG");
    assertThat(decoding(to(44).withLinearLight(true))).isEqualTo("decode JPEG");
  }

  private static String decoding(ImagePreparer options) throws IOException {
    return options.explain(ImageSource.of(PHOTO)).steps().get(0).name();
  }

  @Test
  void theSameBytesComeOutEveryTime() throws IOException {
    byte[] once = prepared(to(79).withFormat(OutputFormat.JPEG), PHOTO);

    assertThat(prepared(to(79).withFormat(OutputFormat.JPEG), PHOTO)).isEqualTo(once);
    assertThat(
            prepared(
                to(79).withFormat(OutputFormat.JPEG).withWork(WorkOptions.DEFAULT.withThreads(2)),
                PHOTO))
        .isEqualTo(once);
  }

  @Test
  void missingRowsAreThoseOfTheFile() throws IOException {
    byte[] cut = Arrays.copyOf(PHOTO, PHOTO.length * 2 / 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    PrepareReport whole = lenient(ImagePreparer.create(), cut, out);
    PrepareReport reduced = lenient(to(79), cut, out);

    assertThat(whole.missingRows()).isPositive();
    assertThat(reduced.missingRows())
        .isBetween(whole.missingRows() - MCU_ROWS, whole.missingRows());
  }

  private static PrepareReport lenient(
      ImagePreparer options, byte[] photo, ByteArrayOutputStream out) throws IOException {
    return options
        .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
        .prepare(ImageSource.of(photo), ImageTarget.of(out));
  }

  @Test
  void anUploadHasHuffmanCodesOfItsOwn() throws IOException {
    ByteArrayOutputStream typical = new ByteArrayOutputStream();
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(85, 0xFFFFFF);
    MaskCompositor.create()
        .withFormat(format)
        .withConvention(MaskConvention.WHITE_EDITS)
        .composite(ImageSource.of(PHOTO), ImageSource.of(blank()), ImageTarget.of(typical));

    byte[] upload =
        prepared(ImagePreparer.create().withFormat(format).withPassThrough(false), PHOTO);

    assertThat(upload.length).isLessThan(typical.size());
    assertThat(TestJpegs.samplesByImageIo(upload))
        .isEqualTo(TestJpegs.samplesByImageIo(typical.toByteArray()));
  }

  @ParameterizedTest
  @CsvSource({"403, 301", "128, 128", "1000, 700"})
  void aSceneIsNearToOneThatWasScaledWhole(int maskWidth, int maskHeight) throws IOException {
    byte[] mask = strokes(maskWidth, maskHeight);
    ByteArrayOutputStream composite = new ByteArrayOutputStream();
    ByteArrayOutputStream scene = new ByteArrayOutputStream();
    MaskCompositor compositor =
        MaskCompositor.create()
            .withFormat(OutputFormat.PNG)
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH));
    compositor.composite(ImageSource.of(PHOTO), ImageSource.of(mask), ImageTarget.of(composite));

    PreparedComposite made =
        compositor.composite(
            ImageSource.of(PHOTO), ImageSource.of(mask), to(79), ImageTarget.of(scene));

    assertThat(Decibels.between(scene.toByteArray(), prepared(composite.toByteArray(), 79)))
        .isGreaterThan(NEAR_DECIBELS);
    assertThat(made.composite().geometry().width()).isEqualTo(WIDTH);
    assertThat(made.composite().geometry().height()).isEqualTo(HEIGHT);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 300, 220, 70", "57, 33, 300, 220, 71", "103, 81, 300, 220, 40"})
  void aPartOfASceneIsNearToOneThatWasCutOfTheWhole(int x, int y, int width, int height, int side)
      throws IOException {
    ImagePreparer options = to(side).withPart(new ImagePart(WIDTH, HEIGHT, x, y, width, height));
    ImageSource mask = ImageSource.of(strokes(WIDTH, HEIGHT));
    ByteArrayOutputStream composite = new ByteArrayOutputStream();
    ByteArrayOutputStream scene = new ByteArrayOutputStream();
    MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.PNG);
    compositor.composite(ImageSource.of(PHOTO), mask, ImageTarget.of(composite));

    compositor.composite(ImageSource.of(PHOTO), mask, options, ImageTarget.of(scene));

    assertThat(Decibels.between(scene.toByteArray(), prepared(options, composite.toByteArray())))
        .isGreaterThan(NEAR_DECIBELS);
  }

  @Test
  void aSceneTellsWhatIsPaintedAsThePhotoHasIt() throws IOException {
    byte[] mask = strokes(WIDTH, HEIGHT);
    MaskCompositor compositor = MaskCompositor.create();
    ImageTarget nowhere = ImageTarget.of(new ByteArrayOutputStream());
    var whole = compositor.composite(ImageSource.of(PHOTO), ImageSource.of(mask), nowhere).mask();

    var told =
        compositor
            .composite(ImageSource.of(PHOTO), ImageSource.of(mask), to(79), nowhere)
            .composite()
            .mask();

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

  private static byte[] prepared(ImagePreparer options, byte[] image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    options.prepare(ImageSource.of(image), ImageTarget.of(out));
    return out.toByteArray();
  }

  /** Scaled from a PNG of the same pixels, which is not reduced. */
  private static byte[] preparedWhole(byte[] jpeg, int side) throws IOException {
    return prepared(prepared(jpeg, Integer.MAX_VALUE), side);
  }

  private static byte[] strokes(int width, int height) throws IOException {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(new Color(200, 30, 60, 160));
    graphics.fillRect(width / 4, height / 3, width / 2, height / 4);
    graphics.dispose();
    return png(mask);
  }

  private static byte[] blank() throws IOException {
    return png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static BufferedImage image(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
