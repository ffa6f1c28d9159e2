package io.github.maskloom.testing;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/** An image of depth 8 in an array, as a source of rows. */
public final class ArrayRows extends RowReader {
  private final byte[] samples;

  /** A source that delivers the array's rows, once. */
  public ArrayRows(ImageGeometry geometry, byte[] samples) {
    super(geometry);
    this.samples = samples;
  }

  /** Takes all samples of a source of depth 8, checking that windows come in order. */
  public static byte[] collect(WindowSource source, int windowRows) throws IOException {
    return bytes(TestRows.drain(source, windowRows));
  }

  /** Samples as bytes. */
  public static byte[] bytes(int[] samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return bytes;
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) {
    int length = window.rowOffset(rows);
    System.arraycopy(samples, y * geometry().rowSamples(), window.bytes(), 0, length);
  }
}
