package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WindowReader} has to do. The tests of a reader extend this class and open the
 * same image again and again.
 */
public abstract class WindowReaderContract {
  /** A contract that is to be kept. */
  protected WindowReaderContract() {}

  /**
   * {@return a new reader of the same image, which begins at its first row} The contract closes it.
   *
   * @throws IOException if the image cannot be opened
   */
  protected abstract WindowReader open() throws IOException;

  @Test
  void deliversTheSameSamplesWhateverTheWindow() throws IOException {
    int[] expected = samples(1);
    for (int rows : new int[] {2, 3, 7, 64, 1000}) {
      assertArrayEquals(expected, samples(rows), "windows of " + rows + " rows");
    }
  }

  @Test
  void deliversNothingAfterTheLastRow() throws IOException {
    try (WindowReader reader = open()) {
      RasterWindow window = new RasterWindow(reader.geometry(), reader.geometry().height());
      assertEquals(reader.geometry().height(), reader.read(window));
      assertEquals(0, reader.read(window));
      assertEquals(0, reader.read(window));
    }
  }

  @Test
  void isDeadOnceClosedAndClosesTwice() throws IOException {
    WindowReader reader = open();
    RasterWindow window = new RasterWindow(reader.geometry(), 1);
    reader.read(window);
    reader.close();
    reader.close();
    assertThrows(IllegalStateException.class, () -> reader.read(window));
  }

  @Test
  void refusesAWindowOfAnotherShapeAndGoesOn() throws IOException {
    try (WindowReader reader = open()) {
      ImageGeometry shape = reader.geometry();
      RasterWindow other = new RasterWindow(shape.withSize(shape.width() + 1, shape.height()), 1);
      assertThrows(IllegalArgumentException.class, () -> reader.read(other));
      assertEquals(1, reader.read(new RasterWindow(shape, 1)));
    }
  }

  private int[] samples(int windowRows) throws IOException {
    try (WindowReader reader = open()) {
      ImageGeometry geometry = reader.geometry();
      int[] samples = new int[geometry.rowSamples() * geometry.height()];
      RasterWindow window = new RasterWindow(geometry, windowRows);
      int y = 0;
      for (int rows = reader.read(window); rows > 0; rows = reader.read(window)) {
        assertEquals(y, window.y(), "first row of a window");
        FormatRead.copy(window, samples);
        y += rows;
      }
      assertEquals(geometry.height(), y, "rows");
      return samples;
    }
  }
}
