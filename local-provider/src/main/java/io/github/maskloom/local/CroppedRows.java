package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/**
 * A part of an image of RGBA, 8 bits, mirrored or not. Rows below it are not read. Owns the source.
 */
final class CroppedRows extends RowReader {
  private static final int BANDS = 4;

  private final WindowReader source;
  private final BoundingBox part;
  private final boolean mirrored;
  private final RasterWindow sourceRow;

  /**
   * A part of a source.
   *
   * @param part in the pixels of the image, mirrored if that is asked for
   */
  CroppedRows(WindowReader source, BoundingBox part, boolean mirrored) {
    super(source.geometry().withSize(part.width(), part.height()));
    this.source = source;
    this.part = part;
    this.mirrored = mirrored;
    sourceRow = new RasterWindow(source.geometry(), 1);
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      do {
        if (source.read(sourceRow) == 0) {
          throw new IllegalStateException("the source ended before its last row");
        }
      } while (sourceRow.y() < part.y());
      copy(sourceRow.bytes(), window.bytes(), window.rowOffset(row));
    }
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
    super.close();
    source.close();
  }
}
