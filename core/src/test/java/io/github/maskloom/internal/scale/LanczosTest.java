package io.github.maskloom.internal.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.maskloom.internal.pixel.TestRows;
import io.github.maskloom.internal.scale.LanczosReference.Sample;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosTest {
  @Property(tries = 300)
  void agreesWithTheDefinition(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int targetWidth,
      @ForAll @IntRange(min = 1, max = 40) int targetHeight,
      @ForAll @IntRange(min = 1, max = 4) int bands,
      @ForAll boolean deep,
      @ForAll long seed) {
    ImageGeometry geometry = ImageGeometry.of(width, height, bands, deep ? 16 : 8);
    RasterWindow source = TestRows.random(geometry, seed);

    assertScalesAsDefined(source, targetWidth, targetHeight);
  }

  @ParameterizedTest
  @CsvSource({"700,3,20,5", "3,700,4,20", "20,5,1100,3", "5,20,3,600", "1,1,600,2", "1100,2,1,1"})
  void farApartSizesAgreeWithTheDefinition(
      int width, int height, int targetWidth, int targetHeight) {
    for (int bands = 1; bands <= 4; bands++) {
      for (int depth : new int[] {8, 16}) {
        ImageGeometry geometry = ImageGeometry.of(width, height, bands, depth);

        assertScalesAsDefined(TestRows.random(geometry, bands), targetWidth, targetHeight);
      }
    }
  }

  @Property(tries = 100)
  void mostlyEmptyMasksAgreeWithTheDefinition(
      @ForAll @IntRange(min = 500, max = 1200) int width,
      @ForAll @IntRange(min = 1, max = 1600) int paintedX,
      @ForAll @IntRange(min = 0, max = 7) int paintedY,
      @ForAll @IntRange(min = 500, max = 1200) int targetWidth,
      @ForAll @IntRange(min = 1, max = 12) int targetHeight) {
    RasterWindow source = TestRows.empty(ImageGeometry.of(width, 8, 2, 8));
    int x = paintedX % width;
    TestRows.set(source, paintedY, x, 0, 90);
    TestRows.set(source, paintedY, x, 1, 255);
    RasterWindow target = scale(source, targetWidth, targetHeight);
    LanczosReference reference = new LanczosReference(source, targetWidth, targetHeight);

    // Asserting on every pixel of a wide image takes long; away from the paint all are zero.
    int center = (int) ((x + 0.5) * targetWidth / width);
    int reach = 4 + 4 * targetWidth / width;
    for (int row = 0; row < targetHeight; row++) {
      for (int i = 0; i < targetWidth; i++) {
        if (Math.abs(i - center) <= reach) {
          assertPixel(reference, target, row, i);
        } else if (TestRows.get(target, row, i, 0) + TestRows.get(target, row, i, 1) != 0) {
          fail("there is paint at " + i + ", " + row);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void atEqualSizesEveryVisiblePixelIsUnchanged(int bands) {
    for (int depth : new int[] {8, 16}) {
      RasterWindow source = TestRows.random(ImageGeometry.of(613, 31, bands, depth), bands);
      RasterWindow expected = TestRows.copy(source);
      clearInvisible(expected);

      assertThat(TestRows.samples(scale(source, 613, 31))).isEqualTo(TestRows.samples(expected));
    }
  }

  @Property(tries = 200)
  void oneColorStaysThatColor(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 90) int targetWidth,
      @ForAll @IntRange(min = 1, max = 90) int targetHeight,
      @ForAll @IntRange(min = 0, max = 65535) int gray) {
    RasterWindow source = TestRows.empty(ImageGeometry.of(width, height, 1, 16));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        TestRows.set(source, y, x, 0, gray);
      }
    }

    assertThat(TestRows.samples(scale(source, targetWidth, targetHeight))).containsOnly(gray);
  }

  /** The fringe that a scaler of straight alpha shows: white under alpha 0 beside blue paint. */
  @ParameterizedTest
  @CsvSource({"50,50", "9,9", "20,33", "50,9", "21,20"})
  void colorUnderAlphaZeroNeverBleeds(int targetWidth, int targetHeight) {
    RasterWindow source = TestRows.empty(ImageGeometry.of(20, 20, 4, 8));
    int[] blue = {10, 60, 200, 255};
    int[] invisibleWhite = {255, 255, 255, 0};
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        boolean painted = Math.hypot(x - 9, y - 11) < 6;
        source.raster().setPixel(x, y, painted ? blue : invisibleWhite);
      }
    }

    RasterWindow target = scale(source, targetWidth, targetHeight);

    int softPixels = 0;
    for (int y = 0; y < targetHeight; y++) {
      for (int x = 0; x < targetWidth; x++) {
        int alpha = TestRows.get(target, y, x, 3);
        softPixels += alpha > 0 && alpha < 255 ? 1 : 0;
        for (int band = 0; band < 3; band++) {
          assertThat(TestRows.get(target, y, x, band)).isEqualTo(alpha == 0 ? 0 : blue[band]);
        }
      }
    }
    assertThat(softPixels).isPositive();
  }

  @Test
  void rowsGoInOnlyAsTheyAreNeeded() {
    RasterWindow source = TestRows.random(ImageGeometry.of(4, 100, 1, 8), 1);
    Lanczos scaler = scaler(source.geometry(), 4, 10);
    RasterWindow target = TestRows.empty(scaler.targetGeometry());

    assertThatThrownBy(() -> scaler.emit(target, 0)).isInstanceOf(IllegalStateException.class);
    for (int row = 0; scaler.needsRow(); row++) {
      scaler.feed(source, row);
    }
    assertThatThrownBy(() -> scaler.feed(source, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void afterTheLastRowNoneCanComeOutOrGoIn() {
    RasterWindow source = TestRows.random(ImageGeometry.of(4, 3, 1, 8), 1);
    Lanczos scaler = scaler(source.geometry(), 4, 5);
    RasterWindow target = TestRows.empty(scaler.targetGeometry());

    assertThat(scaleAll(scaler, source, target)).isEqualTo(3);

    assertThat(scaler.needsRow()).isFalse();
    assertThatThrownBy(() -> scaler.emit(target, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> scaler.feed(source, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 200)
  void everySourceRowIsTakenOnce(
      @ForAll @IntRange(min = 1, max = 500) int height,
      @ForAll @IntRange(min = 1, max = 500) int targetHeight) {
    RasterWindow source = TestRows.random(ImageGeometry.of(1, height, 1, 8), 1);
    Lanczos scaler = scaler(source.geometry(), 1, targetHeight);

    int fed = scaleAll(scaler, source, TestRows.empty(scaler.targetGeometry()));

    assertThat(fed).isEqualTo(height);
  }

  private static void assertScalesAsDefined(
      RasterWindow source, int targetWidth, int targetHeight) {
    RasterWindow target = scale(source, targetWidth, targetHeight);
    LanczosReference reference = new LanczosReference(source, targetWidth, targetHeight);
    for (int y = 0; y < targetHeight; y++) {
      for (int x = 0; x < targetWidth; x++) {
        assertPixel(reference, target, y, x);
      }
    }
  }

  /**
   * Half a level for rounding, and what float sums may be off. Color is a quotient of two sums, p /
   * a: with errors dp and da it is off by at most {@code (dp + |p / a| * da) / (a - da)}, which
   * grows without bound as alpha falls. That is why its premultiplied value is held to one level
   * too: half for the rounding of color and half for the rounding of alpha.
   */
  private static void assertPixel(LanczosReference reference, RasterWindow target, int y, int x) {
    ImageGeometry geometry = target.geometry();
    int max = TestRows.max(geometry);
    if (!geometry.hasAlpha()) {
      for (int band = 0; band < geometry.bands(); band++) {
        Sample exact = reference.sample(x, y, band);
        int sample = TestRows.get(target, y, x, band);
        assertClose(sample, clamp(exact.value(), max), 0.5 + exact.error());
      }
      return;
    }
    Sample exactAlpha = reference.sample(x, y, geometry.bands() - 1);
    double a = exactAlpha.value();
    double da = exactAlpha.error();
    int alpha = TestRows.get(target, y, x, geometry.bands() - 1);
    assertClose(alpha, clamp(a, max), 0.5 + da);
    for (int band = 0; band < geometry.colorBands(); band++) {
      Sample exact = reference.sample(x, y, band);
      int color = TestRows.get(target, y, x, band);
      if (alpha == 0) {
        assertClose(color, 0, 0);
        continue;
      }
      double exactColor = exact.value() * max / a;
      double off = (exact.error() * max + Math.abs(exactColor) * da) / (a - da);
      double premultiplied = clamp(exactColor, max) * clamp(a, max) / max;
      double premultipliedOff = exact.error() + (1 + Math.abs(exactColor) / max) * da;
      assertClose(color, clamp(exactColor, max), 0.5 + off);
      assertClose(color * (double) alpha / max, premultiplied, 1 + premultipliedOff);
    }
  }

  /** Checks by hand, because this runs for millions of samples. */
  private static void assertClose(double actual, double exact, double tolerance) {
    if (!(Math.abs(actual - exact) <= tolerance)) {
      fail(actual + " is not within " + tolerance + " of " + exact);
    }
  }

  private static double clamp(double value, int max) {
    return Math.min(Math.max(value, 0), max);
  }

  private static void clearInvisible(RasterWindow window) {
    ImageGeometry geometry = window.geometry();
    for (int y = 0; y < window.rows() && geometry.hasAlpha(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        if (TestRows.get(window, y, x, geometry.bands() - 1) == 0) {
          window.raster().setPixel(x, y, new int[geometry.bands()]);
        }
      }
    }
  }

  private static RasterWindow scale(RasterWindow source, int targetWidth, int targetHeight) {
    Lanczos scaler = scaler(source.geometry(), targetWidth, targetHeight);
    RasterWindow target = TestRows.random(scaler.targetGeometry(), 99);
    scaleAll(scaler, source, target);
    return target;
  }

  /** Scales a whole image and says how many source rows that took. */
  private static int scaleAll(Lanczos scaler, RasterWindow source, RasterWindow target) {
    int fed = 0;
    for (int row = 0; row < target.geometry().height(); row++) {
      while (scaler.needsRow()) {
        scaler.feed(source, fed++);
      }
      scaler.emit(target, row);
    }
    return fed;
  }

  private static Lanczos scaler(ImageGeometry source, int targetWidth, int targetHeight) {
    return new Lanczos(
        source, Area.of(source), Area.of(targetWidth, targetHeight), Lanczos.Averaging.SAMPLES);
  }
}
