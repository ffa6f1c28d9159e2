package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An image whose last stored row is the top: rows are spooled and read from the end. */
final class ReversedRows extends SpooledRows {
  private static final int WINDOW_BYTES = 256 << 10;

  private final Orientation orientation;
  private byte[] row = new byte[0];

  ReversedRows(WindowReader stored, Orientation orientation, ImageLimits limits) {
    super(stored, stored.geometry(), limits);
    this.orientation = orientation;
  }

  /** What spooling takes; a row of it is all that reading does. */
  static long heapBytes(ImageGeometry stored) {
    return RowSpool.writingHeapBytes(stored, WINDOW_BYTES);
  }

  @Override
  void write(WindowReader source, SpoolFile file) throws IOException {
    RowSpool.append(source, file, WINDOW_BYTES);
    row = new byte[geometry().rowBytes()];
  }

  @Override
  void read(SpoolFile file, int y, int rows, RasterWindow window) throws IOException {
    for (int i = 0; i < rows; i++) {
      int storedRow = geometry().height() - 1 - (y + i);
      file.read((long) storedRow * row.length, ByteBuffer.wrap(row));
      RowBytes.copyIn(row, 0, window, window.rowOffset(i), geometry().rowSamples());
    }
    if (orientation.mirrorsRows()) {
      window.place(y, rows);
      Orientation.mirrorRows(window);
    }
  }
}
