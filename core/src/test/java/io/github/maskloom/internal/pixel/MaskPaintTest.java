package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskPaintTest {
  private static final int RED = 0x12;
  private static final int GREEN = 0xFE;
  private static final int BLUE = 0x80;
  private static final Brush BRUSH = new Brush(RED << 16 | GREEN << 8 | BLUE, 200);
  private static final List<MaskConvention> CONVENTIONS =
      List.of(
          MaskConvention.PAINTED,
          MaskConvention.WHITE_EDITS,
          MaskConvention.BLACK_EDITS,
          MaskConvention.TRANSPARENT_EDITS,
          MaskConvention.binary(0),
          MaskConvention.binary(10),
          MaskConvention.binary(254),
          MaskConvention.binary(255));

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1100})
  void everyMaskPaintsAsItsConventionSays(int width) {
    for (ImageGeometry mask : geometries(width)) {
      for (MaskConvention convention : CONVENTIONS) {
        if (mask.hasAlpha() || !convention.equals(MaskConvention.TRANSPARENT_EDITS)) {
          assertPaints(TestRows.random(mask, width), convention);
        }
      }
    }
  }

  @Test
  void uniformStretchesPaintLikeAnyOther() {
    for (ImageGeometry geometry : geometries(1200)) {
      for (MaskConvention convention : CONVENTIONS) {
        if (geometry.hasAlpha() || !convention.equals(MaskConvention.TRANSPARENT_EDITS)) {
          RasterWindow mask = TestRows.random(geometry, 9);
          for (int band = 0; band < geometry.bands(); band++) {
            for (int x = 1; x < 1100; x++) {
              TestRows.set(mask, 0, x, band, TestRows.get(mask, 0, 0, band));
              TestRows.set(mask, 1, x, band, 0);
            }
          }
          assertPaints(mask, convention);
        }
      }
    }
  }

  @Test
  void deepAlphaBelowHalfAStepIsNoPaint() {
    RasterWindow mask = TestRows.empty(ImageGeometry.of(2, 1, 2, 16));
    TestRows.set(mask, 0, 0, 1, 128);
    TestRows.set(mask, 0, 1, 1, 129);

    RasterWindow paint = paint(mask, MaskConvention.PAINTED, 8);

    assertThat(TestRows.get(paint, 0, 0, 3)).isZero();
    assertThat(TestRows.get(paint, 0, 1, 3)).isEqualTo(1);
  }

  @Test
  void transparentEditsNeedAnAlphaBand() {
    for (int bands : new int[] {1, 3}) {
      ImageGeometry mask = ImageGeometry.of(4, 4, bands, 8);

      assertThatThrownBy(() -> maskPaint(mask, MaskConvention.TRANSPARENT_EDITS, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no alpha");
    }
  }

  @Test
  void paintIsColoredIfThePaintersColorMayBe() {
    for (int bands = 1; bands <= 4; bands++) {
      ImageGeometry mask = ImageGeometry.of(1, 1, bands, 8);
      assertThat(maskPaint(mask, MaskConvention.PAINTED, 8).mayBeColored()).isEqualTo(bands >= 3);
      assertThat(maskPaint(mask, MaskConvention.WHITE_EDITS, 8).mayBeColored()).isTrue();
      assertThat(
              new MaskPaint(mask, MaskConvention.binary(1), new Brush(0x777777, 255), 8)
                  .mayBeColored())
          .isFalse();
    }
  }

  @Test
  void paintHasTheMasksSizeFourBandsAndThePhotosDepth() {
    ImageGeometry mask = ImageGeometry.of(7, 9, 1, 8);

    assertThat(maskPaint(mask, MaskConvention.PAINTED, 16).paintGeometry())
        .isEqualTo(ImageGeometry.of(7, 9, 4, 16));
  }

  private static List<ImageGeometry> geometries(int width) {
    List<ImageGeometry> geometries = new ArrayList<>();
    for (int depth : new int[] {8, 16}) {
      for (int bands = 1; bands <= 4; bands++) {
        geometries.add(ImageGeometry.of(width, 2, bands, depth));
      }
    }
    return geometries;
  }

  private static void assertPaints(RasterWindow mask, MaskConvention convention) {
    for (int depth : new int[] {8, 16}) {
      ReferenceCompositor reference = new ReferenceCompositor(convention, BRUSH, Rounding.TRUNCATE);
      Picture picture = new Picture(mask.geometry(), TestRows.samples(mask));
      int at = depth;
      int[] expected =
          IntStream.range(0, (int) mask.geometry().pixels())
              .flatMap(i -> IntStream.of(reference.paint(picture, i, at)))
              .toArray();

      assertThat(TestRows.samples(paint(mask, convention, depth)))
          .as("%s of %s at %s bits", convention, mask.geometry(), depth)
          .isEqualTo(expected);
    }
  }

  private static RasterWindow paint(RasterWindow mask, MaskConvention convention, int depth) {
    MaskPaint maskPaint = maskPaint(mask.geometry(), convention, depth);
    RasterWindow paint = TestRows.random(maskPaint.paintGeometry(), 99);
    for (int row = 0; row < mask.rows(); row++) {
      maskPaint.paint(mask, row, paint, row);
    }
    return paint;
  }

  private static MaskPaint maskPaint(ImageGeometry mask, MaskConvention convention, int depth) {
    return new MaskPaint(mask, convention, BRUSH, depth);
  }
}
