package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MaskTallyTest {
  @Property(tries = 300)
  void agreesWithCountingEveryPixel(
      @ForAll @IntRange(min = 1, max = 90) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll boolean deep,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 90) int left,
      @ForAll @IntRange(min = 0, max = 90) int top) {
    RasterWindow paint = TestRows.random(ImageGeometry.of(width, height, 4, deep ? 16 : 8), seed);
    for (int row = 0; row < height; row++) {
      TestRows.erase(paint, row, left, row < top ? left : width - left / 2);
    }

    MaskTally tally = tally(paint);

    List<Integer> all = alphas(paint);
    assertThat(tally.paintedPixels()).isEqualTo(all.size());
    assertThat(tally.isEmpty()).isEqualTo(all.isEmpty());
    assertThat(tally.meanAlpha()).isEqualTo(mean(all));
    assertThat(tally.dominantAlpha()).isEqualTo(lowestMostCommon(all));
    assertBox(tally, paint);
  }

  private static MaskTally tally(RasterWindow paint) {
    MaskTally tally = new MaskTally(paint.geometry().width());
    for (int row = 0; row < paint.rows(); row++) {
      tally.add(paint, row);
    }
    return tally;
  }

  /** The alphas, on the 8-bit scale, of painted pixels. */
  private static List<Integer> alphas(RasterWindow paint) {
    int[] samples = TestRows.samples(paint);
    List<Integer> alphas = new ArrayList<>();
    for (int i = 0; i < samples.length / 4; i++) {
      int alpha = samples[i * 4 + 3];
      if (alpha > 0) {
        alphas.add(
            paint.geometry().depth() == 8 ? alpha : Math.max(1, (int) Math.round(alpha / 257.0)));
      }
    }
    return alphas;
  }

  private static double mean(List<Integer> alphas) {
    return alphas.stream().mapToInt(a -> a).average().orElse(0);
  }

  private static int lowestMostCommon(List<Integer> alphas) {
    Map<Integer, Integer> counts = new TreeMap<>();
    alphas.forEach(alpha -> counts.merge(alpha, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(c -> c).max().orElse(0);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  private static void assertBox(MaskTally tally, RasterWindow paint) {
    Rectangle box = new Rectangle();
    for (int y = 0; y < paint.rows(); y++) {
      for (int x = 0; x < paint.geometry().width(); x++) {
        if (TestRows.get(paint, y, x, 3) > 0) {
          box = box.isEmpty() ? new Rectangle(x, y, 1, 1) : box.union(new Rectangle(x, y, 1, 1));
        }
      }
    }
    assertThat(new Rectangle(tally.minX(), tally.minY(), tally.boxWidth(), tally.boxHeight()))
        .isEqualTo(box);
  }
}
