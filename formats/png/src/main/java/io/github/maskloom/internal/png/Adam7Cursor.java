package io.github.maskloom.internal.png;

import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** Reads the rows of one pass of an interlaced image through a stream of its own. */
final class Adam7Cursor {
  private final Adam7Pass pass;
  private final ScanlineReader scanlines;
  private final RowExpander expander;
  private final RasterWindow passRow;

  /**
   * Moves to the first row of a pass.
   *
   * @param pass one that is not empty
   * @param scanlines a reader that has read no row yet
   */
  Adam7Cursor(Adam7Pass pass, ScanlineReader scanlines) throws IOException {
    PngPreamble preamble = scanlines.preamble();
    PngHeader header = preamble.header();
    int width = pass.width(header);
    this.pass = pass;
    this.scanlines = scanlines;
    this.expander = RowExpander.of(preamble);
    this.passRow = new RasterWindow(preamble.geometry().withSize(width, pass.height(header)), 1);
    scanlines.skip(pass.bytesBefore(header));
    scanlines.beginPass(width);
  }

  Adam7Pass pass() {
    return pass;
  }

  /**
   * Puts the next row of this pass into its places in a row of the image.
   *
   * @return false if it is missing
   */
  boolean readRow(RasterWindow window, int row) throws IOException {
    byte[] scanline = scanlines.next();
    if (scanline == null) {
      return false;
    }
    if (pass.stepX() == 1) {
      expander.expand(scanline, window, row);
      return true;
    }
    expander.expand(scanline, passRow, 0);
    int bands = window.geometry().bands();
    int from = window.rowOffset(row) + pass.startX() * bands;
    int step = pass.stepX() * bands;
    if (window.geometry().depth() == 8) {
      scatter(passRow.bytes(), window.bytes(), from, step, bands);
    } else {
      scatter(passRow.shorts(), window.shorts(), from, step, bands);
    }
    return true;
  }

  private void scatter(byte[] samples, byte[] target, int from, int step, int bands) {
    int source = 0;
    for (int to = from; source < samples.length; to += step) {
      for (int band = 0; band < bands; band++) {
        target[to + band] = samples[source++];
      }
    }
  }

  private void scatter(short[] samples, short[] target, int from, int step, int bands) {
    int source = 0;
    for (int to = from; source < samples.length; to += step) {
      for (int band = 0; band < bands; band++) {
        target[to + band] = samples[source++];
      }
    }
  }

  /** Checks the rest of the file after the last row of the last pass was read. */
  void finish() throws IOException {
    scanlines.finish();
  }
}
