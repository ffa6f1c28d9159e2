package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG photos that stay JPEG, through the front door. */
class JpegSpliceCompositeTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;
  private static final int BLUE = 0x800078FF;

  private final MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.JPEG);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsAwayFromThePaintStaysTheSame(boolean progressive) throws IOException {
    byte[] photo =
        progressive
            ? TestJpegs.progressive(WIDTH, HEIGHT, 3)
            : TestJpegs.baseline(WIDTH, HEIGHT, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        compositor.composite(ImageSource.of(photo), mask(true), ImageTarget.of(out));

    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    SplicedMcus mcus = report.kept().mcus().orElseThrow();
    assertThat(mcus.total()).isEqualTo(13 * 8);
    assertThat(mcus.touched()).isEqualTo(2 * 2);
    assertThat(mcus.changed()).isBetween(1L, 4L);
    assertThat(mcus.coding())
        .isIn(
            progressive
                ? new Object[] {SplicedMcus.Coding.MERGED}
                : new Object[] {SplicedMcus.Coding.PATCHED, SplicedMcus.Coding.TRANSCODED});
    assertThat(differences(photo, out.toByteArray(), 47, 31, 81, 65)).isZero();
    assertThat(differences(photo, out.toByteArray(), 0, 0, 0, 0)).isPositive();
  }

  @Test
  void withoutPaintTheFileStaysByteForByte() throws IOException {
    byte[] photo = TestJpegs.progressive(WIDTH, HEIGHT, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        compositor.composite(ImageSource.of(photo), mask(false), ImageTarget.of(out));

    assertThat(out.toByteArray()).isEqualTo(photo);
    assertThat(report.kept().mcus().orElseThrow().coding()).isEqualTo(SplicedMcus.Coding.COPIED);
    assertThat(report.nothingPainted()).isTrue();
  }

  @Test
  void aSourceThatOpensOnceIsSplicedToo() throws IOException {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    ByteArrayOutputStream once = new ByteArrayOutputStream();

    compositor.composite(ImageSource.of(photo), mask(true), ImageTarget.of(again));
    CompositeReport report =
        compositor.composite(
            ImageSource.once(new ByteArrayInputStream(photo)), mask(true), ImageTarget.of(once));

    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(once.toByteArray()).isEqualTo(again.toByteArray());
  }

  @Test
  void aStatedQualityEncodesAnew() throws IOException {
    MaskCompositor anew = MaskCompositor.create().withFormat(new OutputFormat.Jpeg(90, 0xFFFFFF));
    ImageSource photo = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3));

    assertThat(anew.explain(photo, mask(true)).whyNotSpliced().orElseThrow()).contains("quality");
    assertThat(compositor.explain(photo, mask(true)).strategy()).isEqualTo(Strategy.SPLICE);
  }

  /** The stored photo is 200 by 120; the same paint lies over what is seen of it, turned or not. */
  @ParameterizedTest
  @CsvSource({"2, 2", "3, 1", "4, 1", "5, 2", "6, 1", "7, 2", "8, 2"})
  void aPhotoThatIsStoredTurnedIsPaintedAsItIsSeen(int orientation, int sampling)
      throws IOException {
    byte[] photo = turned(orientation, TestJpegs.subsampled(WIDTH, HEIGHT, sampling, 1));
    Samples before = Samples.of(photo);
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();

    CompositeReport report =
        compositor.composite(
            ImageSource.of(photo), mask(before.width(), before.height()), ImageTarget.of(spliced));
    CompositeReport other =
        MaskCompositor.create()
            .withFormat(OutputFormat.PNG)
            .composite(
                ImageSource.of(photo),
                mask(before.width(), before.height()),
                ImageTarget.of(streamed));

    Samples after = Samples.of(spliced.toByteArray());
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(other.strategy()).isEqualTo(Strategy.STREAM);
    assertThat(report.mask()).isEqualTo(other.mask());
    assertThat(report.geometry()).isEqualTo(other.geometry());
    assertThat(after.differencesOutside(before, 52 - 33, 36 - 33, 72 + 33, 56 + 33)).isZero();
    assertThat(after.peakRatio(Samples.of(streamed.toByteArray()))).isGreaterThan(36);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aPhotoThatIsStoredTurnedStaysByteForByteWithoutPaint(int orientation) throws IOException {
    byte[] photo = turned(orientation, TestJpegs.baseline(HEIGHT, HEIGHT, 3));
    BufferedImage mask = new BufferedImage(HEIGHT, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    compositor.composite(ImageSource.of(photo), png(mask), ImageTarget.of(out));

    assertThat(out.toByteArray()).isEqualTo(photo);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aPhotoThatIsStoredTurnedIsRestoredAsItIsSeen(int orientation) throws IOException {
    byte[] photo = turned(orientation, TestJpegs.subsampled(WIDTH, HEIGHT, 2, 2));
    Samples before = Samples.of(photo);
    byte[] replacement =
        TestJpegs.ofQuality(
            TestJpegs.picture(/* width= */ before.height(), /* height= */ before.width(), 3),
            0.95f);
    ImageSource mask = mask(before.width(), before.height());
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    PhotoRestorer restorer = PhotoRestorer.create().withComparison(RestoreOptions.Comparison.OFF);

    CompositeReport report =
        restorer
            .withFormat(OutputFormat.JPEG)
            .restore(
                ImageSource.of(photo), ImageSource.of(replacement), mask, ImageTarget.of(spliced));
    restorer
        .withFormat(OutputFormat.PNG)
        .restore(
            ImageSource.of(photo), ImageSource.of(replacement), mask, ImageTarget.of(streamed));

    Samples after = Samples.of(spliced.toByteArray());
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(after.differencesOutside(before, 52 - 17, 36 - 17, 72 + 17, 56 + 17)).isZero();
    assertThat(after.peakRatio(Samples.of(streamed.toByteArray()))).isGreaterThan(36);
  }

  @Test
  void aPlanTellsThatPaintOfATurnedPhotoIsSpooled() throws IOException {
    ImageSource photo = ImageSource.of(turned(6, TestJpegs.baseline(WIDTH, HEIGHT, 3)));

    CompositePlan plan = compositor.explain(photo, mask(/* width= */ HEIGHT, /* height= */ WIDTH));

    assertThat(plan.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(plan.work().spooledBytes()).isEqualTo(4 * WIDTH * HEIGHT);
  }

  private static byte[] turned(int orientation, byte[] jpeg) {
    return JpegEdits.withExif(jpeg, JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
  }

  /** An image as it is seen. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Samples(int width, int height, byte[] rgb) {
    static Samples of(byte[] file) throws IOException {
      try (EncodedImage image =
          EncodedImage.open(
              ImageSource.of(file), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER)) {
        ImageGeometry geometry = image.rows().geometry();
        int[] samples = TestRows.drain(image.rows(), 8);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) {
          rgb[i] = (byte) samples[i];
        }
        return new Samples(geometry.width(), geometry.height(), rgb);
      }
    }

    long differencesOutside(Samples other, int left, int top, int right, int bottom) {
      assertThat(rgb).hasSameSizeAs(other.rgb);
      assertThat(width).isEqualTo(other.width);
      return IntStream.range(0, rgb.length)
          .filter(i -> rgb[i] != other.rgb[i])
          .filter(
              i -> !isWithin(i / 3 % width, left, right) || !isWithin(i / 3 / width, top, bottom))
          .count();
    }

    private static boolean isWithin(int value, int from, int end) {
      return value >= from && value < end;
    }

    /** How near another image is, in decibels. */
    double peakRatio(Samples other) {
      double sum = 0;
      for (int i = 0; i < rgb.length; i++) {
        sum += Math.pow((rgb[i] & 0xFF) - (other.rgb[i] & 0xFF), 2);
      }
      return 10 * Math.log10(255 * 255 * rgb.length / sum);
    }
  }

  @Test
  void aGrayPhotoUnderColoredPaintIsStreamed() throws IOException {
    ImageSource gray = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 1));

    assertThat(compositor.explain(gray, mask(true)).whyNotSpliced().orElseThrow()).contains("gray");
  }

  @Test
  void restoringKeepsWhatIsAwayFromTheMask() throws IOException {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withFormat(OutputFormat.JPEG)
            .withComparison(RestoreOptions.Comparison.OFF);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        restorer.restore(
            ImageSource.of(photo),
            ImageSource.of(TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 3)),
            mask(true),
            ImageTarget.of(out));

    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(report.kept().mcus().orElseThrow().touched()).isEqualTo(4);
    assertThat(differences(photo, out.toByteArray(), 47, 31, 81, 65)).isZero();
  }

  /** Paint on 20 by 20 pixels at (52, 36), which four MCUs of 16 by 16 share. */
  private static ImageSource mask(boolean painted) throws IOException {
    return painted
        ? mask(WIDTH, HEIGHT)
        : png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB));
  }

  private static ImageSource mask(int width, int height) throws IOException {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 20 * 20; i++) {
      mask.setRGB(52 + i % 20, 36 + i / 20, BLUE);
    }
    return png(mask);
  }

  private static ImageSource png(BufferedImage mask) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(mask, "png", png);
    return ImageSource.of(png.toByteArray());
  }

  /** Samples that differ outside a box. */
  private static int differences(byte[] a, byte[] b, int left, int top, int right, int bottom)
      throws IOException {
    byte[] first = TestJpegs.samplesByImageIo(a);
    byte[] second = TestJpegs.samplesByImageIo(b);
    assertThat(second).hasSameSizeAs(first);
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      int x = i / 3 % WIDTH;
      int y = i / 3 / WIDTH;
      boolean inside = x >= left && x < right && y >= top && y < bottom;
      count += !inside && first[i] != second[i] ? 1 : 0;
    }
    return count;
  }
}
