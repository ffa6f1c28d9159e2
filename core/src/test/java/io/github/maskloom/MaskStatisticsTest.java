package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MaskStatisticsTest {
  @Test
  void countEveryPaintedPixel() throws IOException {
    int[] mask = new int[6 * 4 * 4];
    paint(mask, 6, 2, 1, 128);
    paint(mask, 6, 4, 1, 128);
    paint(mask, 6, 3, 3, 64);

    CompositeReport report = composite(6, 4, mask);
    MaskStatistics statistics = report.mask();

    assertThat(statistics.paintedPixels()).isEqualTo(3);
    assertThat(statistics.coverage()).isEqualTo(3 / 24.0);
    assertThat(statistics.boundingBox()).isEqualTo(new BoundingBox(2, 1, 3, 3));
    assertThat(statistics.meanAlpha()).isEqualTo((128 + 128 + 64) / 3.0);
    assertThat(statistics.dominantAlpha()).isEqualTo(128);
    assertThat(statistics.transparencyPercent()).isCloseTo(127 / 255.0 * 100, within(1e-9));
    assertThat(report.nothingPainted()).isFalse();
  }

  @Test
  void ofAnEmptyMaskAreAllZero() throws IOException {
    CompositeReport report = composite(6, 4, new int[6 * 4 * 4]);

    assertThat(report.nothingPainted()).isTrue();
    assertThat(report.mask()).isEqualTo(new MaskStatistics(0, 0, BoundingBox.EMPTY, 0, 0, 0));
    assertThat(report.mask().boundingBox().isEmpty()).isTrue();
  }

  private static void paint(int[] mask, int width, int x, int y, int alpha) {
    mask[(y * width + x) * 4 + 3] = alpha;
  }

  private static CompositeReport composite(int width, int height, int[] mask) throws IOException {
    ImageGeometry photo = ImageGeometry.of(width, height, 3, 8);
    return MaskCompositor.create()
        .composite(
            TestRows.reader(photo, TestRows.random(photo, 1)),
            TestRows.reader(ImageGeometry.of(width, height, 4, 8), mask),
            window -> {});
  }
}
