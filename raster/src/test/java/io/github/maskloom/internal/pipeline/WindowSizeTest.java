package io.github.maskloom.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.ImageGeometry;
import org.junit.jupiter.api.Test;

class WindowSizeTest {
  private final ImageGeometry geometry = ImageGeometry.of(4, 3, 3, 8);

  @Test
  void fitsRowsIntoBytes() {
    assertThat(WindowSize.rowsWithin(geometry, 25)).isEqualTo(2);
    assertThat(WindowSize.rowsWithin(geometry, 1)).isEqualTo(1);
    assertThat(WindowSize.rowsWithin(geometry, 1_000)).isEqualTo(3);
  }

  @Test
  void takesNoMoreThanTheRowsThatThereAre() {
    assertThat(WindowSize.bytes(geometry, 2)).isEqualTo(24);
    assertThat(WindowSize.bytes(geometry, 9)).isEqualTo(36);
  }
}
