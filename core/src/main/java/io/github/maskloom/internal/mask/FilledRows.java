package io.github.maskloom.internal.mask;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pixel.EnclosedAreas;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * A mask whose enclosed areas are painted while it is read, a row behind the mask. Owns the mask.
 *
 * <p><b>Memory:</b> two rows.
 */
final class FilledRows extends RowReader {
  private final WindowReader mask;
  private final EnclosedAreas areas;
  private RasterWindow here;
  private RasterWindow below;

  FilledRows(WindowReader mask, EnclosedAreas areas) {
    super(mask.geometry());
    this.mask = mask;
    this.areas = areas;
    here = new RasterWindow(mask.geometry(), 1);
    below = new RasterWindow(mask.geometry(), 1);
  }

  static long heapBytes(ImageGeometry mask) {
    return 2L * mask.rowBytes();
  }

  @Override
  public ImageMetadata metadata() {
    return mask.metadata();
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    int height = geometry().height();
    if (y == 0) {
      enter(here);
    }
    for (int row = 0; row < rows; row++) {
      if (y + row + 1 < height) {
        enter(below);
        areas.fillAbove(here, 0);
      } else {
        areas.fillLast(here, 0);
      }
      copy(here, window, row);
      RasterWindow free = here;
      here = below;
      below = free;
    }
    if (rows == 0 && mask.read(below) > 0) {
      throw new IllegalStateException("the mask has more rows than it said");
    }
  }

  private void enter(RasterWindow row) throws IOException {
    if (mask.read(row) == 0) {
      throw new IllegalStateException("the mask ended before its last row");
    }
    areas.enter(row, 0);
  }

  private static void copy(RasterWindow from, RasterWindow to, int row) {
    int samples = from.geometry().rowSamples();
    if (from.geometry().depth() == 8) {
      System.arraycopy(from.bytes(), from.rowOffset(0), to.bytes(), to.rowOffset(row), samples);
    } else {
      System.arraycopy(from.shorts(), from.rowOffset(0), to.shorts(), to.rowOffset(row), samples);
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    mask.close();
  }
}
