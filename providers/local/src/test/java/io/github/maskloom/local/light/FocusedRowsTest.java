package io.github.maskloom.local.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.ArrayRows;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Furniture as sharp as the photo. */
class FocusedRowsTest {
  private static final int SIDE = 64;

  /** Dark to the left, light to the right, with an edge of that many pixels. */
  private static WindowReader edge(int width) {
    return new RowReader(ImageGeometry.of(SIDE, SIDE, 4, 8)) {
      @Override
      protected void fill(RasterWindow window, int y, int rows) {
        for (int row = 0; row < rows; row++) {
          for (int x = 0; x < SIDE; x++) {
            double share = Math.max(0, Math.min(1, (x + 0.5 - SIDE / 2.0) / width + 0.5));
            int at = window.rowOffset(row) + x * 4;
            byte sample = (byte) Math.round(60 + 120 * share);
            Arrays.fill(window.bytes(), at, at + 3, sample);
            window.bytes()[at + 3] = (byte) (y + row < 8 ? 0 : 255);
          }
        }
      }
    };
  }

  private static double width(byte[] rgba) {
    EdgeWidths widths = new EdgeWidths(4);
    for (int y = 0; y < SIDE; y++) {
      widths.add(rgba, y * SIDE * 4, 0, SIDE);
      widths.add(rgba, y * SIDE * 4, 0, SIDE);
    }
    return widths.width();
  }

  private static byte[] focused(int width, double own, double photo) throws IOException {
    try (WindowReader rows = FocusedRows.of(edge(width), own, photo)) {
      return ArrayRows.collect(rows, 5);
    }
  }

  @Test
  void edgesAreMeasured() throws IOException {
    assertThat(width(focused(1, 0, 0))).isCloseTo(1, within(0.3));
    assertThat(width(focused(4, 0, 0))).isCloseTo(4, within(0.4));
  }

  @Test
  void aSoftPhotoSoftensAndASharpOneSharpens() throws IOException {
    assertThat(width(focused(1, 1, 4))).isBetween(2.5, 5.0);
    assertThat(width(focused(4, 4, 1.5))).isLessThan(0.97 * width(focused(4, 0, 0)));
  }

  @Test
  void whatIsAsSharpOrUnknownStaysAsItIs() throws IOException {
    byte[] plain = focused(2, 0, 0);

    assertThat(focused(2, 2, 2)).isEqualTo(plain);
    assertThat(focused(2, 2, 0)).isEqualTo(plain);
  }

  @Test
  void colorDoesNotComeFromWhatIsTransparent() throws IOException {
    byte[] soft = focused(1, 1, 4);

    int at = (12 * SIDE + 4) * 4;
    assertThat(soft[at] & 0xFF).isCloseTo(60, within(2));
    assertThat(soft[(2 * SIDE + 4) * 4 + 3]).isZero();
  }
}
