package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.call.FocusedPart.SceneSizes;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.internal.composite.PaintedPart;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What part of a photo is sent, and how large. */
class FocusedPartTest {
  private static final SceneSizes ANY =
      new SceneSizes(1, 1, Integer.MAX_VALUE, 1, Long.MAX_VALUE, Double.POSITIVE_INFINITY, 0);

  /** Moved back into the photo where it would leave it, and all of it where that is most. */
  @ParameterizedTest
  @CsvSource({
    "1000, 800, 600, 400, 1.5, 850, 700, 900, 600",
    "0, 2600, 600, 400, 1.5, 0, 2400, 900, 600",
    "100, 100, 3800, 2800, 1.1, 0, 0, 4000, 3000"
  })
  void isTheGrownBoxAtFullResolution(
      int x, int y, int width, int height, double factor, int x2, int y2, int width2, int height2) {
    PhotoPart part = part(new BoundingBox(x, y, width, height), factor, ANY);
    assertThat(part)
        .isEqualTo(
            new PhotoPart(new BoundingBox(x2, y2, width2, height2), 4000, 3000, width2, height2));
    assertThat(part.scale()).isEqualTo(1);
    assertThat(part.isWhole()).isEqualTo(width2 == 4000);
  }

  @Test
  void isScaledDownOnlyAsFarAsTheLimitsDemand() {
    SceneSizes limited = new SceneSizes(16, 1, 2048, 1, 4_000_000, Double.POSITIVE_INFINITY, 0);

    assertThat(part(new BoundingBox(1000, 800, 1200, 1200), 1.5, limited).scale()).isEqualTo(1);
    PhotoPart large = part(new BoundingBox(1000, 800, 1800, 1400), 1.5, limited);
    assertThat(large.box().width()).isEqualTo(2704);
    assertThat(large.sentWidth()).isEqualTo(2048);
    assertThat(large.sentHeight()).isEqualTo(1600);
  }

  @Test
  void isWidenedToTheFewestPixelsBeforeItIsScaledUp() {
    SceneSizes demanding = new SceneSizes(1, 1, Integer.MAX_VALUE, 3_686_400, 16_777_216, 16, 0);

    PhotoPart widened = part(new BoundingBox(1000, 800, 300, 300), 1.5, demanding);
    assertThat(widened.box()).isEqualTo(new BoundingBox(190, 0, 1920, 1920));
    assertThat(widened.scale()).isEqualTo(1);

    PhotoPart small =
        FocusedPart.of(
            new PaintedPart(1000, 800, new BoundingBox(100, 100, 50, 50)),
            FusionRequest.DEFAULT_FOCUS,
            demanding);
    assertThat(small.isWhole()).isTrue();
    assertThat(small.scale()).isBetween(2.14, 2.15);
    assertThat((long) small.sentWidth() * small.sentHeight()).isGreaterThanOrEqualTo(3_686_400);
  }

  @Test
  void takesTheRatioThatTheCallerAsksFor() {
    SceneSizes wide = sizes(ProviderCapabilities.DEFAULT, OutputSize.of(2000, 1000));

    assertThat(part(new BoundingBox(1000, 800, 600, 600), 1, wide).box())
        .isEqualTo(new BoundingBox(700, 800, 1200, 600));
  }

  @Test
  void knowsWhatToAskForOnlyIfTheProviderSaysWhatItMakes() {
    ProviderCapabilities stating =
        ProviderCapabilities.DEFAULT.withSizes(Sizes.NONE.withPixels(500_000, 4_000_000, 3));
    ProviderCapabilities boundless =
        ProviderCapabilities.DEFAULT.withSizes(Sizes.NONE.withPixels(1, Long.MAX_VALUE, 3));
    ProviderCapabilities alike =
        ProviderCapabilities.DEFAULT.withSizes(
            Sizes.NONE.withPixels(1, 4_000_000, 3).withPhotoSize());

    assertThat(SceneSizes.answer(stating, OutputSize.UNSET, 800, 600))
        .isEqualTo(OutputSize.of(800, 600));
    assertThat(SceneSizes.answer(stating, OutputSize.named("2K"), 800, 600))
        .isEqualTo(OutputSize.named("2K"));
    for (ProviderCapabilities other : new ProviderCapabilities[] {boundless, alike}) {
      assertThat(SceneSizes.answer(other, OutputSize.UNSET, 800, 600)).isEqualTo(OutputSize.UNSET);
    }
  }

  /** Whatever the photo, the paint and the limits, as long as some size meets them. */
  @Test
  void holdsAllPaintAndMeetsTheLimits() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      int photoWidth = 1 + random.nextInt(9000);
      int photoHeight =
          Math.max(1, (int) Math.round(photoWidth * Math.pow(3, random.nextInt(-4, 5) / 4.0)));
      int x = random.nextInt(photoWidth);
      int y = random.nextInt(photoHeight);
      BoundingBox box =
          new BoundingBox(
              x, y, 1 + random.nextInt(photoWidth - x), 1 + random.nextInt(photoHeight - y));
      int multiple = 1 << random.nextInt(6);
      SceneSizes sizes =
          new SceneSizes(
              multiple,
              1 + random.nextInt(64),
              1024 + random.nextInt(4096),
              1 + random.nextInt(300_000),
              1_000_000 + random.nextInt(9_000_000),
              3,
              random.nextBoolean() ? 0 : 0.5 + random.nextDouble() * 1.5);

      PhotoPart part =
          FocusedPart.of(
              new PaintedPart(photoWidth, photoHeight, box), 1 + random.nextDouble() * 2, sizes);

      assertThat(holds(part.box(), box)).as("%s holds %s", part, box).isTrue();
      assertThat(holds(new BoundingBox(0, 0, photoWidth, photoHeight), part.box())).isTrue();
      assertThat(part.sentWidth() % multiple + part.sentHeight() % multiple).isZero();
      long pixels = (long) part.sentWidth() * part.sentHeight();
      int longer = Math.max(part.sentWidth(), part.sentHeight());
      int shorter = Math.min(part.sentWidth(), part.sentHeight());
      assertThat(longer).as("%s within %s", part, sizes).isLessThanOrEqualTo(sizes.maxSide());
      assertThat(pixels).as("%s of %s", part, sizes).isLessThanOrEqualTo(sizes.maxPixels());
      assertThat(pixels).as("%s of %s", part, sizes).isGreaterThanOrEqualTo(sizes.minPixels());
      assertThat(shorter).isGreaterThanOrEqualTo(sizes.minSide());
      if (3L * Math.min(photoWidth, photoHeight) >= Math.max(photoWidth, photoHeight)) {
        assertThat(longer).as("%s of a ratio", part).isLessThanOrEqualTo(3 * shorter);
      }
      double stretch =
          (double) part.sentWidth()
              / part.box().width()
              / ((double) part.sentHeight() / part.box().height());
      assertThat(Math.max(stretch, 1 / stretch)).isLessThan(1 + 1.1 * multiple / shorter);
    }
  }

  private static boolean holds(BoundingBox outer, BoundingBox inner) {
    return inner.x() >= outer.x()
        && inner.y() >= outer.y()
        && inner.x() + inner.width() <= outer.x() + outer.width()
        && inner.y() + inner.height() <= outer.y() + outer.height();
  }

  private static SceneSizes sizes(ProviderCapabilities able, OutputSize asked) {
    return SceneSizes.of(able.withInputLimits(UploadLimits.NONE), Integer.MAX_VALUE, asked);
  }

  private static PhotoPart part(BoundingBox box, double context, SceneSizes sizes) {
    return FocusedPart.of(new PaintedPart(4000, 3000, box), context, sizes);
  }
}
