package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * A part of an image of RGBA, 8 bits, mirrored or not. Rows below it are not read. Owns the source.
 */
final class CroppedRows implements WindowReader {
  private static final int BANDS = 4;

  private final WindowReader source;
  private final BoundingBox part;
  private final boolean mirrored;
  private final ImageGeometry geometry;
  private final RasterWindow sourceRow;
  private int nextY;

  /**
   * A part of a source.
   *
   * @param part in the pixels of the image, mirrored if that is asked for
   */
  CroppedRows(WindowReader source, BoundingBox part, boolean mirrored) {
    this.source = source;
    this.part = part;
    this.mirrored = mirrored;
    geometry = source.geometry().withSize(part.width(), part.height());
    sourceRow = new RasterWindow(source.geometry(), 1);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    int rows = Math.min(window.capacityRows(), part.height() - nextY);
    for (int row = 0; row < rows; row++) {
      do {
        if (source.read(sourceRow) == 0) {
          throw new IllegalStateException("the source ended before its last row");
        }
      } while (sourceRow.y() < part.y());
      copy(sourceRow.bytes(), window.bytes(), window.rowOffset(row));
    }
    window.place(nextY, rows);
    nextY += rows;
    return rows;
  }

  private void copy(byte[] from, byte[] to, int offset) {
    if (!mirrored) {
      System.arraycopy(from, part.x() * BANDS, to, offset, part.width() * BANDS);
      return;
    }
    int last = source.geometry().width() - 1 - part.x();
    for (int x = 0; x < part.width(); x++) {
      System.arraycopy(from, (last - x) * BANDS, to, offset + x * BANDS, BANDS);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
