package io.github.maskloom.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReaderTest {
  private static final ImageGeometry SHAPE = ImageGeometry.of(3, 5, 1, 8);

  private final List<String> fills = new ArrayList<>();

  @Test
  void deliversRowsInOrderAndThenNone() throws IOException {
    RasterWindow window = new RasterWindow(SHAPE, 2);
    try (RowReader reader = reader(SHAPE.height())) {
      assertThat(reader.read(window)).isEqualTo(2);
      assertThat(reader.read(window)).isEqualTo(2);
      assertThat(reader.read(window)).isEqualTo(1);
      assertThat(window.y()).isEqualTo(4);
      assertThat(reader.read(window)).isZero();
    }
    assertThat(fills).containsExactly("0+2", "2+2", "4+1", "5+0");
  }

  @Test
  void isDeadAfterAFailure() throws IOException {
    RasterWindow window = new RasterWindow(SHAPE, 2);
    try (RowReader reader = reader(2)) {
      reader.read(window);
      assertThatIOException().isThrownBy(() -> reader.read(window)).withMessage("row 2");
      assertThatIllegalStateException().isThrownBy(() -> reader.read(window));
    }
    assertThat(fills).containsExactly("0+2", "2+2");
  }

  @Test
  void isDeadOnceClosed() throws IOException {
    RowReader reader = reader(SHAPE.height());
    reader.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> reader.read(new RasterWindow(SHAPE, 1)))
        .withMessage("the reader failed before or is closed");
  }

  @Test
  void survivesAWindowOfAnotherShape() throws IOException {
    try (RowReader reader = reader(SHAPE.height())) {
      RasterWindow wide = new RasterWindow(ImageGeometry.of(4, 5, 1, 8), 1);
      assertThatIllegalArgumentException().isThrownBy(() -> reader.read(wide));
      assertThat(reader.read(new RasterWindow(SHAPE, 1))).isOne();
    }
  }

  @Test
  void averagedRowsAreDeadAfterTheirSourceFailed() throws IOException {
    ScaledRows.AveragedRows averaged = new ScaledRows.AveragedRows(reader(2), 2, 2);
    RasterWindow window = new RasterWindow(averaged.geometry(), 1);
    averaged.read(window);
    assertThatIOException().isThrownBy(() -> averaged.read(window));
    assertThatIllegalStateException().isThrownBy(() -> averaged.read(window));
  }

  /** A reader that fails at a row, if there is one. */
  private RowReader reader(int failsAt) {
    return new RowReader(SHAPE) {
      @Override
      protected void fill(RasterWindow window, int y, int rows) throws IOException {
        fills.add(y + "+" + rows);
        if (y + rows > failsAt) {
          throw new IOException("row " + failsAt);
        }
      }
    };
  }
}
