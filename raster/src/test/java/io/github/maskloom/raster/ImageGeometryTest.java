package io.github.maskloom.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.raster.ImageGeometry.AlphaType;
import org.junit.jupiter.api.Test;

class ImageGeometryTest {
  @Test
  void countsSamplesBytesAndPixels() {
    ImageGeometry geometry = ImageGeometry.of(30_000, 100_000, 4, 16);

    assertThat(geometry.rowSamples()).isEqualTo(120_000);
    assertThat(geometry.rowBytes()).isEqualTo(240_000);
    assertThat(geometry.pixels()).isEqualTo(3_000_000_000L);
    assertThat(geometry.colorBands()).isEqualTo(3);
    assertThat(geometry.hasAlpha()).isTrue();
  }

  @Test
  void evenBandsHoldStraightAlpha() {
    assertThat(ImageGeometry.of(1, 1, 2, 8).alpha()).isEqualTo(AlphaType.STRAIGHT);
    assertThat(ImageGeometry.of(1, 1, 3, 8).alpha()).isEqualTo(AlphaType.NONE);
    assertThat(ImageGeometry.of(1, 1, 1, 8).withSamples(4, 16).alpha())
        .isEqualTo(AlphaType.STRAIGHT);
  }

  @Test
  void refusesShapesThatCannotBe() {
    assertRefused(0, 1, 1, 8, AlphaType.NONE);
    assertRefused(1, 0, 1, 8, AlphaType.NONE);
    assertRefused(1, 1, 0, 8, AlphaType.NONE);
    assertRefused(1, 1, 5, 8, AlphaType.NONE);
    assertRefused(1, 1, 1, 4, AlphaType.NONE);
    assertRefused(1, 1, 2, 8, AlphaType.NONE);
    assertRefused(1, 1, 3, 8, AlphaType.STRAIGHT);
    assertRefused(Integer.MAX_VALUE, 1, 3, 8, AlphaType.NONE);
  }

  @Test
  void equalsOnlyWhatHasTheSameSizeAndSamples() {
    ImageGeometry geometry = new ImageGeometry(7, 5, 4, 8, AlphaType.STRAIGHT);
    assertThat(geometry)
        .isEqualTo(ImageGeometry.of(7, 5, 4, 8))
        .hasSameHashCodeAs(ImageGeometry.of(7, 5, 4, 8))
        .isNotEqualTo(ImageGeometry.of(8, 5, 4, 8))
        .isNotEqualTo(ImageGeometry.of(7, 6, 4, 8))
        .isNotEqualTo(ImageGeometry.of(7, 5, 2, 8))
        .isNotEqualTo(ImageGeometry.of(7, 5, 4, 16))
        .isNotEqualTo(new ImageGeometry(7, 5, 4, 8, AlphaType.PREMULTIPLIED))
        .isNotEqualTo(null);
  }

  private static void assertRefused(int width, int height, int bands, int depth, AlphaType alpha) {
    assertThatThrownBy(() -> new ImageGeometry(width, height, bands, depth, alpha))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
