package io.github.maskloom.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void evenBandsHoldAlpha() {
    assertThat(ImageGeometry.of(1, 1, 2, 8).hasAlpha()).isTrue();
    assertThat(ImageGeometry.of(1, 1, 3, 8).hasAlpha()).isFalse();
    assertThat(ImageGeometry.of(1, 1, 1, 8).withSamples(4, 16).hasAlpha()).isTrue();
  }

  @Test
  void refusesShapesThatCannotBe() {
    assertRefused(0, 1, 1, 8);
    assertRefused(1, 0, 1, 8);
    assertRefused(1, 1, 0, 8);
    assertRefused(1, 1, 5, 8);
    assertRefused(1, 1, 1, 4);
    assertThatThrownBy(() -> ImageGeometry.of(2_000_000_000, 1, 3, 8))
        .hasMessage("a row of 2000000000 pixels is longer than an array");
  }

  @Test
  void equalsOnlyWhatHasTheSameSizeAndSamples() {
    ImageGeometry geometry = new ImageGeometry(7, 5, 4, 8);
    assertThat(geometry)
        .isEqualTo(ImageGeometry.of(7, 5, 4, 8))
        .hasSameHashCodeAs(ImageGeometry.of(7, 5, 4, 8))
        .isNotEqualTo(ImageGeometry.of(8, 5, 4, 8))
        .isNotEqualTo(ImageGeometry.of(7, 6, 4, 8))
        .isNotEqualTo(ImageGeometry.of(7, 5, 2, 8))
        .isNotEqualTo(ImageGeometry.of(7, 5, 4, 16))
        .isNotEqualTo(null);
  }

  private static void assertRefused(int width, int height, int bands, int depth) {
    assertThatThrownBy(() -> new ImageGeometry(width, height, bands, depth))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
