package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG photos that stay JPEG, through the front door. */
class JpegSpliceCompositeTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;
  private static final int BLUE = 0x800078FF;

  private final MaskCompositor compositor =
      MaskCompositor.builder().format(OutputFormat.JPEG).build();

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
    SplicedMcus mcus = report.mcus().orElseThrow();
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
    assertThat(report.mcus().orElseThrow().coding()).isEqualTo(SplicedMcus.Coding.COPIED);
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
    MaskCompositor anew =
        MaskCompositor.builder().format(new OutputFormat.Jpeg(90, 0xFFFFFF)).build();
    ImageSource photo = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3));

    assertThat(anew.explain(photo, mask(true)).whyNotSpliced()).contains("quality");
    assertThat(compositor.explain(photo, mask(true)).strategy()).isEqualTo(Strategy.SPLICE);
  }

  @Test
  void aPhotoThatIsStoredTurnedIsStreamed() throws IOException {
    byte[] turned =
        JpegEdits.withExif(
            TestJpegs.baseline(WIDTH, HEIGHT, 3), JpegEdits.exif(ByteOrder.BIG_ENDIAN, 3));

    CompositePlan plan = compositor.explain(ImageSource.of(turned), mask(true));

    assertThat(plan.strategy()).isEqualTo(Strategy.STREAM);
    assertThat(plan.whyNotSpliced()).contains("upright");
  }

  @Test
  void aGreyPhotoUnderColouredPaintIsStreamed() throws IOException {
    ImageSource grey = ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 1));

    assertThat(compositor.explain(grey, mask(true)).whyNotSpliced()).contains("grey");
  }

  @Test
  void restoringKeepsWhatIsAwayFromTheMask() throws IOException {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    PhotoRestorer restorer =
        PhotoRestorer.builder()
            .format(OutputFormat.JPEG)
            .compareUnpainted(PhotoRestorer.Comparison.OFF)
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    RestoreReport report =
        restorer.restore(
            ImageSource.of(photo),
            ImageSource.of(TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 3)),
            mask(true),
            ImageTarget.of(out));

    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(report.mcus().orElseThrow().touched()).isEqualTo(4);
    assertThat(differences(photo, out.toByteArray(), 47, 31, 81, 65)).isZero();
  }

  /** Paint on 20 by 20 pixels at (52, 36), which four MCUs of 16 by 16 share. */
  private static ImageSource mask(boolean painted) throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; painted && i < 20 * 20; i++) {
      mask.setRGB(52 + i % 20, 36 + i / 20, BLUE);
    }
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
