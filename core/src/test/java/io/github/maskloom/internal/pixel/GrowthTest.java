package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Paint is widened by the exact Euclidean distance, as opaque as it is. */
class GrowthTest {
  @Property(tries = 1500)
  void everyPixelGetsTheMostCoverageWithinTheDisc(
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll @IntRange(min = 1, max = 14) int pixels,
      @ForAll @IntRange(min = 0, max = 40) int dots,
      @ForAll boolean open,
      @ForAll boolean deep,
      @ForAll boolean soft,
      @ForAll long seed) {
    Growth.Disc disc = open ? Growth.Disc.nearerThan(pixels + 1) : Growth.Disc.within(pixels);
    int[] coverage = coverage(width, height, dots, deep ? 65_535 : 255, new Random(seed));

    assertThat(grown(coverage, width, disc, deep ? 16 : 8, soft))
        .isEqualTo(reference(coverage, width, disc, deep ? 65_535 : 255, soft));
  }

  @Property(tries = 20)
  void evenTheWidestGrowthIsExact(
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll @IntRange(min = 1, max = 230) int height,
      @ForAll @IntRange(min = 1, max = 3) int dots,
      @ForAll boolean soft,
      @ForAll long seed) {
    Growth.Disc disc = Growth.Disc.nearerThan(201);
    int[] coverage = coverage(width, height, dots, 255, new Random(seed));

    assertThat(grown(coverage, width, disc, 8, soft))
        .isEqualTo(reference(coverage, width, disc, 255, soft));
  }

  @Test
  void aDiscHoldsWhatIsNear() {
    assertThat(Growth.Disc.within(0).isPoint()).isTrue();
    assertThat(Growth.Disc.within(2)).isEqualTo(new Growth.Disc(2, 4));
    assertThat(Growth.Disc.nearerThan(3)).isEqualTo(new Growth.Disc(2, 8));
    assertThat(Growth.Disc.within(5).halfWidth(3)).isEqualTo(4);
    assertThat(Growth.Disc.nearerThan(3).halfWidth(2)).isEqualTo(2);
  }

  @Test
  void rowsGoInOnlyWhenNeededAndComeOutOnlyWhenKnown() {
    for (boolean soft : new boolean[] {false, true}) {
      ImageGeometry geometry = ImageGeometry.of(1, 9, 4, 8);
      Growth growth = Growth.of(geometry, Growth.Disc.within(2), soft);
      RasterWindow row = new RasterWindow(geometry, 1);

      assertThatThrownBy(() -> growth.next(row, 0)).isInstanceOf(IllegalStateException.class);
      for (int i = 0; i < 3; i++) {
        assertThat(growth.needsRow()).isTrue();
        growth.feed(row, 0);
      }
      assertThat(growth.needsRow()).isFalse();
      assertThatThrownBy(() -> growth.feed(row, 0)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static int[] coverage(int width, int height, int dots, int max, Random random) {
    int[] coverage = new int[width * height];
    for (int dot = 0; dot < dots; dot++) {
      int at = random.nextInt(coverage.length);
      int run = Math.min(1 + random.nextInt(8), coverage.length - at);
      for (int i = 0; i < run; i++) {
        coverage[at + i] = random.nextBoolean() ? max : 1 + random.nextInt(max);
      }
    }
    return coverage;
  }

  private static int[] grown(int[] coverage, int width, Growth.Disc disc, int depth, boolean soft) {
    ImageGeometry geometry = ImageGeometry.of(width, coverage.length / width, 4, depth);
    Growth growth = Growth.of(geometry, disc, soft);
    RasterWindow paint = new RasterWindow(geometry, 1);
    RasterWindow out = new RasterWindow(geometry, 1);
    int[] grown = new int[coverage.length];
    int fed = 0;
    for (int y = 0; y < geometry.height(); y++) {
      while (growth.needsRow()) {
        for (int x = 0; x < width; x++) {
          PaintedPixels.set(paint, 0, x, coverage[fed * width + x]);
        }
        growth.feed(paint, 0);
        fed++;
      }
      boolean painted = growth.next(out, 0);
      boolean any = false;
      for (int x = 0; x < width; x++) {
        grown[y * width + x] = PaintedPixels.get(out, 0, x);
        any |= grown[y * width + x] > 0;
      }
      assertThat(painted).isEqualTo(any);
    }
    return grown;
  }

  private static int[] reference(
      int[] coverage, int width, Growth.Disc disc, int max, boolean soft) {
    int[] grown = new int[coverage.length];
    for (int j = 0; j < coverage.length; j++) {
      for (int i = 0; coverage[j] > 0 && i < coverage.length; i++) {
        int across = i % width - j % width;
        int down = i / width - j / width;
        if (across * across + down * down <= disc.limit()) {
          grown[i] = Math.max(grown[i], soft ? coverage[j] : max);
        }
      }
    }
    return grown;
  }
}
