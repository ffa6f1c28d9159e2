package io.github.maskloom.internal.color;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Colors in another space, against the same in double precision. */
class ColorTransformTest {
  private static final int WIDTH = 1500;

  @Property(tries = 60)
  void samplesAreTheNearestToThoseOfDoublePrecision(
      @ForAll("spaces") RgbSpace from,
      @ForAll("spaces") RgbSpace to,
      @ForAll boolean deep,
      @ForAll boolean alpha,
      @ForAll long seed) {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, 1, alpha ? 4 : 3, deep ? 16 : 8);
    int max = deep ? 65535 : 255;
    int[] samples = new Random(seed).ints(geometry.rowSamples(), 0, max + 1).toArray();

    int[] actual = transformed(geometry, samples, ColorChange.ChannelCorrection.NONE, from, to);

    for (int x = 0; x < WIDTH; x += 7) {
      int at = x * geometry.bands();
      double[] exact =
          ReferenceColors.converted(
              new double[] {
                (double) samples[at] / max,
                (double) samples[at + 1] / max,
                (double) samples[at + 2] / max
              },
              from,
              to);
      for (int channel = 0; channel < 3; channel++) {
        double off = Math.abs(actual[at + channel] - exact[channel] * max);
        // Half a level of rounding; at 16 bits beside it that of the tables of floats, which is
        // largest where a steep curve makes many levels of little light.
        assertThat(off).isLessThan(deep ? 8 : 0.51);
      }
      if (alpha) {
        assertThat(actual[at + 3]).isEqualTo(samples[at + 3]);
      }
    }
  }

  /** The numbers that CSS Color 4 gives for sRGB's primaries. */
  @Test
  void srgbHasKnownPlacesInDisplayP3() {
    int[] rgb = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 128, 128, 128};

    int[] p3 =
        transformed(
            ImageGeometry.of(6, 1, 3, 8),
            rgb,
            ColorChange.ChannelCorrection.NONE,
            RgbSpace.SRGB,
            ReferenceColors.DISPLAY_P3);

    assertThat(p3)
        .containsExactly(
            234, 51, 35, 117, 251, 76, 0, 0, 245, 255, 255, 255, 0, 0, 0, 128, 128, 128);
  }

  @Property(tries = 20)
  void aSpaceBroughtToItselfKeepsEverySample(@ForAll("spaces") RgbSpace space) {
    ImageGeometry geometry = ImageGeometry.of(256, 1, 3, 8);
    int[] samples = new int[geometry.rowSamples()];
    Arrays.setAll(samples, i -> i / 3);

    assertThat(transformed(geometry, samples, ColorChange.ChannelCorrection.NONE, space, space))
        .isEqualTo(samples);
  }

  @Test
  void aCorrectionComesBeforeTheSpaceAndIsCut() {
    ImageGeometry geometry = ImageGeometry.of(3, 1, 3, 8);
    int[] samples = {0, 0, 0, 100, 100, 100, 250, 250, 250};

    int[] corrected =
        transformed(
            geometry,
            samples,
            new ColorChange.ChannelCorrection(1.1, -10 / 255.0),
            RgbSpace.SRGB,
            ReferenceColors.DISPLAY_P3);

    assertThat(corrected).containsExactly(0, 0, 0, 100, 100, 100, 255, 255, 255);
  }

  @Provide
  Arbitrary<RgbSpace> spaces() {
    ToneCurve adobe = ToneCurve.gamma(563 / 256.0).orElseThrow();
    ToneCurve straight = ToneCurve.gamma(1).orElseThrow();
    return Arbitraries.of(
        RgbSpace.SRGB,
        ReferenceColors.DISPLAY_P3,
        RgbSpace.ofChromaticities(RgbSpace.Chromaticities.BT709, adobe).orElseThrow(),
        RgbSpace.ofChromaticities(RgbSpace.Chromaticities.BT2020, straight).orElseThrow());
  }

  private static int[] transformed(
      ImageGeometry geometry,
      int[] samples,
      ColorChange.ChannelCorrection correction,
      RgbSpace from,
      RgbSpace to) {
    RasterWindow row = new RasterWindow(geometry, 1);
    row.place(0, 1);
    List<ColorChange.ChannelCorrection> corrections = Collections.nCopies(3, correction);
    int pixels = Samples.STRETCH_PIXELS;
    for (int x = 0; x < geometry.width(); x += pixels) {
      int count = Math.min(pixels, geometry.width() - x);
      Samples.store(
          Arrays.copyOfRange(samples, x * geometry.bands(), (x + count) * geometry.bands()),
          row,
          0,
          x,
          count);
    }
    new ColorTransform(geometry, new ColorChange(corrections, from, to)).apply(row);
    int[] result = new int[samples.length];
    Samples.load(row, 0, 0, geometry.width(), result);
    return result;
  }
}
