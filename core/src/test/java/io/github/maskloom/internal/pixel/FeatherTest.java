package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.ReferenceRestorer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Weights follow the exact distance to the nearest pixel that is not painted. */
class FeatherTest {
  @Property(tries = 1500)
  void weightsFollowTheEuclideanDistance(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 0, max = 12) int pixels,
      @ForAll @IntRange(min = 0, max = 300) int holes,
      @ForAll boolean deep,
      @ForAll boolean soft,
      @ForAll long seed) {
    int max = deep ? 65_535 : 255;
    int[] coverage = coverage(width, height, holes, max, new Random(seed));

    assertThat(weights(coverage, width, height, pixels, deep ? 16 : 8, soft))
        .isEqualTo(reference(coverage, width, pixels, max, soft));
  }

  @Property(tries = 60)
  void evenTheWidestFeatherIsExact(
      @ForAll @IntRange(min = 1, max = 130) int width,
      @ForAll @IntRange(min = 1, max = 130) int height,
      @ForAll @IntRange(min = 0, max = 4) int holes,
      @ForAll long seed) {
    int[] coverage = coverage(width, height, holes, 255, new Random(seed));

    assertThat(weights(coverage, width, height, Feather.MAX_PIXELS, 8, false))
        .isEqualTo(reference(coverage, width, Feather.MAX_PIXELS, 255, false));
  }

  @Test
  void rowsGoInOnlyWhenNeededAndComeOutOnlyWhenKnown() {
    ImageGeometry geometry = ImageGeometry.of(1, 9, 4, 8);
    Feather feather = new Feather(geometry, 2, false);

    assertThatThrownBy(feather::next).isInstanceOf(IllegalStateException.class);
    for (int row = 0; row < 3; row++) {
      assertThat(feather.needsRow()).isTrue();
      feather.feed(row(geometry, 255), 0);
    }
    assertThat(feather.needsRow()).isFalse();
    assertThatThrownBy(() -> feather.feed(row(geometry, 255), 0))
        .isInstanceOf(IllegalStateException.class);
  }

  private static RasterWindow row(ImageGeometry geometry, int alpha) {
    RasterWindow row = new RasterWindow(geometry, 1);
    row.bytes()[3] = (byte) alpha;
    return row;
  }

  /** Fully painted but for pixels here and there, or painted here and there. */
  private static int[] coverage(int width, int height, int holes, int max, Random random) {
    int[] coverage = new int[width * height];
    boolean mostlyPainted = holes < 250;
    if (mostlyPainted) {
      for (int i = 0; i < coverage.length; i++) {
        coverage[i] = random.nextBoolean() ? max : 1 + random.nextInt(max);
      }
    }
    for (int hole = 0; hole < holes % 50; hole++) {
      coverage[random.nextInt(coverage.length)] = mostlyPainted ? 0 : 1 + random.nextInt(max);
    }
    return coverage;
  }

  private static int[] weights(
      int[] coverage, int width, int height, int pixels, int depth, boolean soft) {
    ImageGeometry geometry = ImageGeometry.of(width, height, 4, depth);
    Feather feather = new Feather(geometry, pixels, soft);
    RasterWindow paint = new RasterWindow(geometry, 1);
    int[] weights = new int[coverage.length];
    int fed = 0;
    for (int y = 0; y < height; y++) {
      while (feather.needsRow()) {
        for (int x = 0; x < width; x++) {
          PaintedPixels.set(paint, 0, x, coverage[fed * width + x]);
        }
        feather.feed(paint, 0);
        fed++;
      }
      boolean painted = feather.next();
      for (int x = 0; x < width; x++) {
        PaintedPixels.set(paint, 0, x, depth == 8 ? 255 : 65_535);
      }
      feather.weigh(paint, 0);
      boolean any = false;
      for (int x = 0; x < width; x++) {
        weights[y * width + x] = PaintedPixels.get(paint, 0, x);
        any |= coverage[y * width + x] > 0;
      }
      assertThat(painted).isEqualTo(any);
    }
    return weights;
  }

  private static int[] reference(int[] coverage, int width, int pixels, int max, boolean soft) {
    int[] weights = new int[coverage.length];
    Arrays.setAll(weights, i -> ReferenceRestorer.weight(coverage, width, i, pixels, max, soft));
    return weights;
  }
}
