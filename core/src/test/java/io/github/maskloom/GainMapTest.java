package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.MetadataReport.GainMap;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.UltraHdr;
import io.github.maskloom.testing.UltraHdrParts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HDR photos with a gain map, through the front door. */
class GainMapTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 160;

  /** No gain is a quarter of the range. */
  private static final String XMP = "hdrgm:GainMapMin=\"-1\" hdrgm:GainMapMax=\"3\"";

  private static final int NEUTRAL = 64;

  private final MaskCompositor compositor = MaskCompositor.create().withFormat(OutputFormat.JPEG);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static byte[] photo(int orientation) {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);
    byte[] photo = JpegEdits.withExif(TestJpegs.baseline(WIDTH, HEIGHT, 3), exif);
    return new UltraHdr(photo, TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1)).xmp(XMP).file();
  }

  /** Paint over a quarter, at the left of the upper edge. */
  private static ImageSource mask(int width, int height) throws IOException {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        mask.setRGB(x, y, 0x800078FF);
      }
    }
    return png(mask);
  }

  private static ImageSource png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageSource.of(png.toByteArray());
  }

  @Test
  void aCompositeKeepsTheMap() throws IOException {
    CompositeReport report =
        compositor.composite(ImageSource.of(photo(1)), mask(WIDTH, HEIGHT), ImageTarget.of(out));

    checkKept(report.kept().metadata(), 0, 0);
  }

  /** Whoever opens the map's file by itself has an image without a map. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMapAloneHasNone(boolean isPainted) throws IOException {
    byte[] map = UltraHdrParts.of(photo(1)).map();
    ImageSource mask =
        isPainted
            ? mask(WIDTH / 2, HEIGHT / 2)
            : png(new BufferedImage(WIDTH / 2, HEIGHT / 2, BufferedImage.TYPE_INT_ARGB));

    CompositeReport report = compositor.composite(ImageSource.of(map), mask, ImageTarget.of(out));

    assertThat(report.kept().metadata().gainMap()).isEqualTo(GainMap.NONE);
    assertThat(report.kept().metadata().gainMapDropped()).isEmpty();
  }

  /** What is copied has its map, whatever its kind; what was lost before is not there. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereNothingIsPaintedAMapIsKeptIfItIsThere(boolean isThere) throws IOException {
    byte[] apples =
        new UltraHdr(
                TestJpegs.baseline(WIDTH, HEIGHT, 3), TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1))
            .otherXmp("<x apdi:AuxiliaryImageType='urn:com:apple:photo:2020:aux:hdrgainmap'/>")
            .file();
    byte[] lost =
        new UltraHdr(
                TestJpegs.baseline(WIDTH, HEIGHT, 3), TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1))
            .xmp(XMP)
            .withoutIndex()
            .file();
    byte[] photo = isThere ? apples : lost;
    ImageSource blank = png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB));

    CompositeReport report =
        compositor.composite(ImageSource.of(photo), blank, ImageTarget.of(out));

    assertThat(out.toByteArray()).isEqualTo(photo);
    assertThat(report.kept().metadata().gainMap()).isEqualTo(isThere ? GainMap.KEPT : GainMap.NONE);
  }

  /** Paint at the seen left upper corner is at another corner of the stored map. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void aPhotoThatIsStoredTurnedKeepsTheMap(int orientation) throws IOException {
    ImageSource mask = orientation < 5 ? mask(WIDTH, HEIGHT) : mask(HEIGHT, WIDTH);

    CompositeReport report =
        compositor.composite(ImageSource.of(photo(orientation)), mask, ImageTarget.of(out));

    boolean right = orientation == 3 || orientation == 8;
    boolean bottom = orientation == 3 || orientation == 6;
    checkKept(report.kept().metadata(), right ? WIDTH / 4 : 0, bottom ? HEIGHT / 4 : 0);
  }

  private void checkKept(MetadataReport report, int left, int top) throws IOException {
    UltraHdrParts parts = UltraHdrParts.of(out.toByteArray());
    BufferedImage before =
        ImageIO.read(new ByteArrayInputStream(TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1)));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(parts.map()));
    assertThat(report.gainMap()).isEqualTo(GainMap.KEPT);
    assertThat(parts.statedLength()).hasValue(parts.map().length);
    for (int y = 0; y < HEIGHT / 2; y++) {
      for (int x = 0; x < WIDTH / 2; x++) {
        boolean painted = isWithin(x, y, left, top, 0);
        int sample = after.getRaster().getSample(x, y, 0);
        if (painted) {
          assertThat(sample).isBetween(NEUTRAL - 1, NEUTRAL + 1);
        } else if (!isWithin(x, y, left, top, 9)) {
          assertThat(sample).isEqualTo(before.getRaster().getSample(x, y, 0));
        }
      }
    }
  }

  private static boolean isWithin(int x, int y, int left, int top, int around) {
    return x >= left - around
        && x < left + WIDTH / 4 + around
        && y >= top - around
        && y < top + HEIGHT / 4 + around;
  }

  @Test
  void aRestorationKeepsTheMapWhateverTheModelAnswers() throws IOException {
    BufferedImage answer = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        answer.setRGB(x, y, random.nextInt());
      }
    }
    CompositeReport report =
        PhotoRestorer.create()
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .withFormat(OutputFormat.JPEG)
            .restore(
                ImageSource.of(photo(1)), png(answer), mask(WIDTH, HEIGHT), ImageTarget.of(out));

    checkKept(report.kept().metadata(), 0, 0);
  }

  @Test
  void aSourceThatOpensOnceKeepsTheMap() throws IOException {
    CompositeReport report =
        compositor.composite(
            ImageSource.once(new ByteArrayInputStream(photo(1))),
            mask(WIDTH, HEIGHT),
            ImageTarget.of(out));

    checkKept(report.kept().metadata(), 0, 0);
  }

  @Test
  void aPhotoThatIsEncodedAnewLosesTheMapAndTheReportSaysSo() throws IOException {
    MaskCompositor toPng = MaskCompositor.create().withFormat(OutputFormat.PNG);
    MaskCompositor ofQuality =
        MaskCompositor.create().withFormat(new OutputFormat.Jpeg(90, 0xFFFFFF));
    MaskCompositor lenient =
        MaskCompositor.create()
            .withFormat(OutputFormat.JPEG)
            .withReading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT));

    for (MaskCompositor anew : new MaskCompositor[] {toPng, ofQuality, lenient}) {
      CompositeReport report =
          anew.composite(ImageSource.of(photo(1)), mask(WIDTH, HEIGHT), ImageTarget.of(out));

      assertThat(report.kept().metadata().gainMap()).isEqualTo(GainMap.DROPPED);
      assertThat(report.kept().metadata().gainMapDropped()).hasValue("the photo is encoded anew");
    }
  }

  @Test
  void aPlanDeclaresTheTemporaryFile() throws IOException {
    CompositePlan kept = compositor.explain(ImageSource.of(photo(1)), mask(WIDTH, HEIGHT));
    CompositePlan plain =
        compositor.explain(
            ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3)), mask(WIDTH, HEIGHT));

    assertThat(plain.work().spooledBytes()).isZero();
    assertThat(kept.work().spooledBytes()).isGreaterThan(photo(1).length);
    assertThat(kept.work().heapBytes()).isGreaterThan(plain.work().heapBytes());
  }
}
