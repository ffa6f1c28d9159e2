package io.github.maskloom.testing;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/** An image of depth 8 in an array, as a source of rows. */
public final class ArrayRows implements WindowReader {
  private final ImageGeometry geometry;
  private final byte[] samples;
  private int y;

  /** A source that delivers the array's rows, once. */
  public ArrayRows(ImageGeometry geometry, byte[] samples) {
    this.geometry = geometry;
    this.samples = samples;
  }

  /** Takes all samples of a source of depth 8, checking that windows come in order. */
  public static byte[] collect(WindowSource source, int windowRows) throws IOException {
    ImageGeometry geometry = source.geometry();
    byte[] samples = new byte[geometry.rowSamples() * geometry.height()];
    int[] nextRow = {0};
    source.push(
        windowRows,
        window -> {
          if (window.y() != nextRow[0] || window.rows() < 1) {
            throw new AssertionError("row " + window.y() + " came instead of " + nextRow[0]);
          }
          nextRow[0] += window.rows();
          int length = window.rows() * geometry.rowSamples();
          System.arraycopy(window.bytes(), 0, samples, window.y() * geometry.rowSamples(), length);
        });
    if (nextRow[0] != geometry.height()) {
      throw new AssertionError("only " + nextRow[0] + " rows came");
    }
    return samples;
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return ImageMetadata.NONE;
  }

  @Override
  public int read(RasterWindow window) {
    int rows = Math.min(window.capacityRows(), geometry.height() - y);
    int rowSamples = geometry.rowSamples();
    System.arraycopy(samples, y * rowSamples, window.bytes(), 0, rows * rowSamples);
    window.place(y, rows);
    y += rows;
    return rows;
  }

  @Override
  public void close() {}
}
