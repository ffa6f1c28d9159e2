package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaintedPixelsTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void theNextPaintedPixelIsFoundFromEveryPixel(int depth) {
    int width = 25;
    RasterWindow paint = TestRows.random(ImageGeometry.of(width, 2, 4, depth), depth);
    for (int start = 0; start <= width; start++) {
      for (int end = start; end <= width; end++) {
        paintExactly(paint, start, end);
        for (int from = 0; from <= width; from++) {
          boolean inside = from >= start && from < end;
          int next = inside ? from : from < start && start < end ? start : width;
          assertThat(PaintedPixels.next(paint, 1, from)).isEqualTo(next);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void everyAlphaAboveZeroIsPaint(int depth) {
    int max = depth == 8 ? 255 : 65535;
    RasterWindow paint = TestRows.empty(ImageGeometry.of(max, 1, 4, depth));
    for (int x = 0; x < max; x++) {
      TestRows.set(paint, 0, x, 3, x + 1);
    }

    for (int x = 0; x < max; x++) {
      assertThat(PaintedPixels.next(paint, 0, x)).isEqualTo(x);
    }
  }

  /** Gives row 1 alpha exactly in [start, end), and row 0 alpha all over. */
  private static void paintExactly(RasterWindow paint, int start, int end) {
    for (int x = 0; x < paint.geometry().width(); x++) {
      TestRows.set(paint, 0, x, 3, 255);
      TestRows.set(paint, 1, x, 3, x >= start && x < end ? 1 + x : 0);
    }
  }
}
