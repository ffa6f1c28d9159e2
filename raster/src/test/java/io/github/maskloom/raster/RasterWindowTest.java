package io.github.maskloom.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RasterWindowTest {
  private final ImageGeometry rgb = ImageGeometry.of(4, 3, 3, 8);

  @Test
  void sharesItsSamplesWithTheRaster() {
    RasterWindow window = new RasterWindow(rgb, 2);
    window.raster().setSample(3, 1, 2, 200);

    assertThat(window.bytes()[window.rowOffset(1) + 3 * 3 + 2] & 0xFF).isEqualTo(200);
  }

  @Test
  void holdsSixteenBitSamplesAsShorts() {
    RasterWindow window = new RasterWindow(ImageGeometry.of(4, 3, 2, 16), 1);
    window.raster().setSample(1, 0, 1, 65_000);

    assertThat(window.shorts()[3] & 0xFFFF).isEqualTo(65_000);
    assertThatThrownBy(window::bytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new RasterWindow(rgb, 1).shorts())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isNeverTallerThanTheImage() {
    assertThat(new RasterWindow(rgb, 100).capacityRows()).isEqualTo(3);
  }

  @Test
  void refusesRowsOutsideTheImageOrTheWindow() {
    RasterWindow window = new RasterWindow(rgb, 2);
    window.place(1, 2);
    window.place(3, 0);

    assertThatThrownBy(() -> window.place(2, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> window.place(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> window.place(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RasterWindow(rgb, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAWindowThatNoArrayHolds() {
    ImageGeometry wide = ImageGeometry.of(60_000, 60_000, 4, 8);

    assertThatThrownBy(() -> new RasterWindow(wide, 60_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void copiesRowsBetweenWindows() {
    RasterWindow from = new RasterWindow(rgb, 2);
    from.raster().setSample(0, 1, 0, 9);
    RasterWindow to = new RasterWindow(rgb, 3);
    to.copyRows(from, 1, 2, 1);

    assertThat(to.raster().getSample(0, 2, 0)).isEqualTo(9);
  }
}
