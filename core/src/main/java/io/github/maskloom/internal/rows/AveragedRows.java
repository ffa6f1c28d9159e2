package io.github.maskloom.internal.rows;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * An image in which blocks of pixels are averaged to one each, rounded to nearest. The last block
 * of a row or column may be smaller. Owns the source.
 *
 * <p>8-bit samples without alpha only. <b>Memory:</b> two source rows and 4 bytes a sample of one.
 */
final class AveragedRows extends RowReader {
  private final WindowReader source;
  private final int blockWidth;
  private final int blockHeight;
  private final RasterWindow sourceRow;
  private final int[] sums;

  /** Rows whose blocks are averaged; the same rows if a block is a pixel. */
  static Stage<WindowReader> stage(Stage<WindowReader> below, int blockWidth, int blockHeight) {
    if (blockWidth * blockHeight == 1) {
      return below;
    }
    ImageGeometry stored = below.geometry();
    return below.then(
        "average",
        geometry(stored, blockWidth, blockHeight),
        Cost.heap(stored.rowBytes() + 4L * stored.rowSamples()),
        (rows, scope) -> of(rows, blockWidth, blockHeight));
  }

  /** Rows of a reader whose blocks are averaged; the same rows if a block is a pixel. */
  static WindowReader of(WindowReader rows, int blockWidth, int blockHeight) {
    return blockWidth * blockHeight == 1 ? rows : new AveragedRows(rows, blockWidth, blockHeight);
  }

  AveragedRows(WindowReader source, int blockWidth, int blockHeight) {
    super(geometry(source.geometry(), blockWidth, blockHeight));
    ImageGeometry stored = source.geometry();
    if (stored.depth() != 8 || stored.hasAlpha()) {
      throw new IllegalArgumentException("only 8-bit samples without alpha are averaged");
    }
    this.source = source;
    this.blockWidth = blockWidth;
    this.blockHeight = blockHeight;
    sourceRow = new RasterWindow(stored, 1);
    sums = new int[stored.rowSamples()];
  }

  /** The shape of an image whose blocks are averaged. */
  private static ImageGeometry geometry(ImageGeometry stored, int blockWidth, int blockHeight) {
    return stored.withSize(
        blocks(stored.width(), blockWidth), blocks(stored.height(), blockHeight));
  }

  private static int blocks(int size, int block) {
    return (int) (((long) size + block - 1) / block);
  }

  @Override
  public ImageMetadata metadata() {
    return source.metadata();
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int summed = sumRows(y + row);
      average(summed, window.bytes(), window.rowOffset(row));
    }
    if (rows == 0) {
      source.read(sourceRow);
    }
  }

  /** Adds up the rows of a block and returns how many there are. */
  private int sumRows(int y) throws IOException {
    int count = Math.min(blockHeight, source.geometry().height() - y * blockHeight);
    Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      if (source.read(sourceRow) == 0) {
        throw new IllegalStateException("the source ended before its last row");
      }
      byte[] samples = sourceRow.bytes();
      for (int s = 0; s < sums.length; s++) {
        sums[s] += samples[s] & 0xFF;
      }
    }
    return count;
  }

  private void average(int summedRows, byte[] target, int offset) {
    int bands = geometry().bands();
    int width = source.geometry().width();
    int at = offset;
    for (int x = 0; x < width; x += blockWidth) {
      int count = Math.min(blockWidth, width - x);
      int divisor = count * summedRows;
      for (int band = 0; band < bands; band++) {
        int sum = divisor / 2;
        for (int i = 0; i < count; i++) {
          sum += sums[(x + i) * bands + band];
        }
        target[at++] = (byte) (sum / divisor);
      }
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    source.close();
  }
}
