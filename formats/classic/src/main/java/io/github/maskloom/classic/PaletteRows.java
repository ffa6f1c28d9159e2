package io.github.maskloom.classic;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are stored as indices of a palette, which is expanded to RGB or RGBA, or to gray if it
 * holds nothing but even steps from black to white.
 *
 * <p>If rows are stored in another order, the first read writes the indices of all of them to a
 * temporary file, a byte a pixel. <b>Memory:</b> a row of indices, and the palette.
 */
abstract class PaletteRows extends PlannedRows {
  private static final int INDICES = 256;

  private final int[] colors;
  private final Frame frame;
  private final byte[] indices;
  private final ImageLimits limits;
  private final CancelSignal cancel;
  private @Nullable SpoolFile spool;

  /** Where the stored rows stand in the image. Around them is nothing. */
  record Frame(int left, int top, int columns, int rows) {}

  /**
   * Rows of an image.
   *
   * @param colors ARGB by index, for all indices
   * @param cancel asked for each row that is spooled
   */
  PaletteRows(
      ImageGeometry geometry,
      Plan plan,
      int[] colors,
      Frame frame,
      ImageLimits limits,
      CancelSignal cancel) {
    super(geometry, plan);
    this.colors = colors;
    this.frame = frame;
    this.limits = limits;
    this.cancel = cancel;
    indices = new byte[frame.columns()];
  }

  /** Decodes the row that is stored next. */
  abstract void decode(byte[] target) throws IOException;

  /** Where among the stored rows a row of the frame stands; asked if they are spooled. */
  abstract int storedRow(int y);

  /** Checks what is stored behind the last row. */
  abstract void checkEnd() throws IOException;

  /** All indices of a palette that may have fewer; what it does not hold is black. */
  static int[] padded(int[] palette) {
    int[] colors = Arrays.copyOf(palette, INDICES);
    Arrays.fill(colors, palette.length, INDICES, 0xFF000000);
    return colors;
  }

  @Override
  protected final void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int at = window.rowOffset(row);
      int frameRow = y + row - frame.top();
      Arrays.fill(window.bytes(), at, at + geometry().rowSamples(), (byte) 0);
      if (frameRow >= 0 && frameRow < frame.rows()) {
        copy(frameRow, window.bytes(), at + frame.left() * geometry().bands());
      }
    }
    if (rows == 0 && spool == null) {
      checkEnd();
    }
  }

  private void copy(int y, byte[] samples, int offset) throws IOException {
    if (plan().spoolBytes() > 0) {
      spooled().read((long) storedRow(y) * indices.length, ByteBuffer.wrap(indices));
    } else {
      decode(indices);
    }
    int bands = geometry().bands();
    int at = offset;
    for (byte index : indices) {
      RasterSamples.put(colors[index & 0xFF], bands, samples, at);
      at += bands;
    }
  }

  private SpoolFile spooled() throws IOException {
    SpoolFile rows = spool;
    if (rows == null) {
      rows = SpoolFile.create(limits);
      spool = rows;
      for (int row = 0; row < frame.rows(); row++) {
        cancel.throwIfCancelled();
        decode(indices);
        rows.append(ByteBuffer.wrap(indices));
      }
      checkEnd();
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (spool != null) {
      spool.close();
    }
  }
}
