package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.UltraHdr;
import io.github.maskloom.testing.UltraHdrParts;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  private static byte[] photo(int orientation) {
    byte[] photo = Drawn.turned(orientation, TestJpegs.baseline(WIDTH, HEIGHT, 3));
    return new UltraHdr(photo, TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1)).xmp(XMP).file();
  }

  /** Paint over a quarter, at the left of the upper edge. */
  private static byte[] mask(int width, int height) {
    return Drawn.painted(width, height, new Rectangle(width / 2, height / 2));
  }

  @Test
  void aCompositeKeepsTheMapOfASourceThatOpensOnceToo() throws IOException {
    checkKept(Made.composite(compositor, photo(1), mask(WIDTH, HEIGHT)), 0, 0);
    ImageSource mask = ImageSource.of(mask(WIDTH, HEIGHT));
    checkKept(Made.composite(compositor, Made.once(photo(1)), mask), 0, 0);
  }

  /** Whoever opens the map's file by itself has an image without a map. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMapAloneHasNone(boolean isPainted) throws IOException {
    byte[] map = UltraHdrParts.of(photo(1)).map();
    byte[] mask = isPainted ? mask(WIDTH / 2, HEIGHT / 2) : Drawn.blank(WIDTH / 2, HEIGHT / 2);
    CompositeReport report = Made.composite(compositor, map, mask).report();
    assertThat(report.kept().metadata().gainMapKept()).isFalse();
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
    Made<CompositeReport> made = Made.composite(compositor, photo, Drawn.blank(WIDTH, HEIGHT));
    assertThat(made.file()).isEqualTo(photo);
    assertThat(made.report().kept().metadata().gainMapKept()).isEqualTo(isThere);
  }

  /** Paint at the seen left upper corner is at another corner of the stored map. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void aPhotoThatIsStoredTurnedKeepsTheMap(int orientation) throws IOException {
    byte[] mask = orientation < 5 ? mask(WIDTH, HEIGHT) : mask(HEIGHT, WIDTH);
    boolean right = orientation == 3 || orientation == 8;
    boolean bottom = orientation == 3 || orientation == 6;
    checkKept(
        Made.composite(compositor, photo(orientation), mask),
        right ? WIDTH / 4 : 0,
        bottom ? HEIGHT / 4 : 0);
  }

  private static void checkKept(Made<CompositeReport> made, int left, int top) throws IOException {
    UltraHdrParts parts = UltraHdrParts.of(made.file());
    BufferedImage before =
        ImageIO.read(new ByteArrayInputStream(TestJpegs.baseline(WIDTH / 2, HEIGHT / 2, 1)));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(parts.map()));
    assertThat(made.report().kept().metadata().gainMapKept()).isTrue();
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
    byte[] answer = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(1).encode();
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .withFormat(OutputFormat.JPEG);
    checkKept(Made.restore(restorer, photo(1), answer, mask(WIDTH, HEIGHT)), 0, 0);
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
      CompositeReport report = Made.composite(anew, photo(1), mask(WIDTH, HEIGHT)).report();
      assertThat(report.kept().metadata().gainMapDropped()).isPresent();
      assertThat(report.kept().metadata().gainMapDropped()).hasValue("the photo is encoded anew");
    }
  }

  @Test
  void aPlanDeclaresTheTemporaryFile() throws IOException {
    ImageSource mask = ImageSource.of(mask(WIDTH, HEIGHT));
    byte[] bare = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    CompositePlan kept = compositor.explain(ImageSource.of(photo(1)), mask);
    CompositePlan plain = compositor.explain(ImageSource.of(bare), mask);
    assertThat(plain.work().spooledBytes()).isZero();
    assertThat(kept.work().spooledBytes()).isGreaterThan(photo(1).length);
    assertThat(kept.work().heapBytes()).isGreaterThan(plain.work().heapBytes());
  }
}
