package io.github.maskloom.internal.png.splice;

import io.github.maskloom.internal.png.PngPreamble;
import io.github.maskloom.internal.png.ScanlineReader;
import io.github.maskloom.raster.RasterWindow;
import java.nio.ByteBuffer;

/** The bytes of a row as samples, for pixels whose layout in the file is that of a window. */
final class RowPixels {
  private static final int START = ScanlineReader.START;

  private final RasterWindow window;

  RowPixels(PngPreamble preamble) {
    window = new RasterWindow(preamble.geometry(), 1);
  }

  /** The current row as pixels, to be changed. */
  RasterWindow read(int y, SpliceRows rows) {
    window.place(y, 1);
    int samples = window.geometry().rowSamples();
    int bytes = window.geometry().rowBytes();
    if (window.geometry().depth() == 8) {
      System.arraycopy(rows.old(), START, window.bytes(), 0, bytes);
    } else {
      ByteBuffer.wrap(rows.old(), START, bytes).asShortBuffer().get(window.shorts(), 0, samples);
    }
    return window;
  }

  /** Takes the pixels for the changed row. */
  void write(SpliceRows rows) {
    int samples = window.geometry().rowSamples();
    int bytes = window.geometry().rowBytes();
    if (window.geometry().depth() == 8) {
      System.arraycopy(window.bytes(), 0, rows.changed(), START, bytes);
    } else {
      ByteBuffer.wrap(rows.changed(), START, bytes)
          .asShortBuffer()
          .put(window.shorts(), 0, samples);
    }
  }
}
