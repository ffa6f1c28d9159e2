package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestRows;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Composites of rows equal the rules read pixel by pixel, however the rows come. */
class CompositeRowsPropertiesTest {
  @Property(tries = 1500)
  void equalTheReferenceForEveryShapeConventionAndWindow(
      @ForAll @IntRange(min = 1, max = 19) int width,
      @ForAll @IntRange(min = 1, max = 13) int height,
      @ForAll @IntRange(min = 1, max = 4) int photoBands,
      @ForAll @IntRange(min = 1, max = 4) int maskBands,
      @ForAll boolean deepPhoto,
      @ForAll boolean deepMask,
      @ForAll("conventions") MaskConvention convention,
      @ForAll Rounding rounding,
      @ForAll("brushes") Brush brush,
      @ForAll @IntRange(min = 1, max = 15) int windowRows,
      @ForAll long seed)
      throws IOException {
    int bands =
        convention.equals(MaskConvention.TRANSPARENT_EDITS) ? maskBands + maskBands % 2 : maskBands;
    Picture photo = picture(ImageGeometry.of(width, height, photoBands, deepPhoto ? 16 : 8), seed);
    Picture mask =
        sparse(picture(ImageGeometry.of(width, height, bands, deepMask ? 16 : 8), ~seed));
    Picture expected = new ReferenceCompositor(convention, brush, rounding).composite(photo, mask);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withConvention(convention).withBrush(brush))
            .withRounding(rounding)
            .withWork(WorkOptions.DEFAULT.withWindowRows(windowRows));
    int[] actual = new int[expected.samples().length];

    CompositeReport report =
        compositor.composite(
            source(photo, seed),
            source(mask, seed >> 1),
            window -> TestRows.copyOut(window, actual));

    assertThat(report.geometry()).isEqualTo(expected.geometry());
    assertThat(actual).isEqualTo(expected.samples());
  }

  @Provide
  Arbitrary<MaskConvention> conventions() {
    return Arbitraries.of(
        MaskConvention.PAINTED_EVERYWHERE,
        MaskConvention.WHITE_EDITS,
        MaskConvention.BLACK_EDITS,
        MaskConvention.TRANSPARENT_EDITS,
        MaskConvention.binary(10),
        MaskConvention.binary(128));
  }

  @Provide
  Arbitrary<Brush> brushes() {
    return Arbitraries.of(Brush.BLUE, new Brush(0x808080, 255), new Brush(0xFF0001, 1));
  }

  private static Picture picture(ImageGeometry geometry, long seed) {
    return new Picture(geometry, TestRows.random(geometry, seed));
  }

  /** Clears and fills runs of pixels, which random samples alone would hardly ever give. */
  private static Picture sparse(Picture mask) {
    Random random = new Random(mask.samples()[0]);
    int[] samples = mask.samples();
    int bands = mask.geometry().bands();
    int max = (1 << mask.geometry().depth()) - 1;
    for (int pixel = 0; pixel < samples.length / bands; pixel++) {
      int kind = random.nextInt(4);
      for (int run = random.nextInt(9); run > 0 && pixel < samples.length / bands; run--, pixel++) {
        if (kind < 2) {
          samples[pixel * bands + bands - 1] = kind == 0 ? 0 : max;
        }
      }
    }
    return mask;
  }

  /** A source that can be read or can only push, as the seed will have it. */
  private static WindowSource source(Picture picture, long seed) {
    return seed % 2 == 0
        ? TestRows.reader(picture.geometry(), picture.samples())
        : TestRows.pusher(picture.geometry(), picture.samples(), 1 + (int) (seed >>> 60));
  }
}
