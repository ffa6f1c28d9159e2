package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Paint in a temporary file, to be read in another order than it came in.
 *
 * <p>Strips of rows are written one after the other, of each the columns between the first and the
 * last with paint. <b>Memory:</b> a strip of {@value #BLOCK_BYTES} bytes or a single row, its
 * turned copy, and 16 bytes a strip. Both are gone once all rows are written.
 */
final class PaintSpool implements Closeable {
  static final int BLOCK_BYTES = 1 << 20;

  private static final int PIXEL_BYTES = StoredPaint.PIXEL_BYTES;
  private static final int INDEX_BYTES = Long.BYTES + 2 * Integer.BYTES;

  private final SpoolFile file;
  private final int width;
  private final int height;

  /** Rows of every strip but perhaps the last. */
  final int stripRows;

  private final boolean byColumns;

  /**
   * By strip: where it begins in the file, its first column with paint, and that behind the last,
   * which is not above the first if there is none.
   */
  final long[] starts;

  final int[] lefts;
  final int[] ends;

  /** The first column with paint. */
  int left;

  /** The column behind the last with paint; not above {@link #left} if there is none. */
  int end;

  private PaintSpool(SpoolFile file, int width, int height, boolean byColumns) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.byColumns = byColumns;
    stripRows = linesWithin(width, height);
    int strips = (height + stripRows - 1) / stripRows;
    starts = new long[strips];
    lefts = new int[strips];
    ends = new int[strips];
    left = width;
  }

  /**
   * Takes all paint.
   *
   * @param width of the image as it is seen
   * @param height of it
   * @param byColumns whether strips are to be read column by column
   * @throws io.github.maskloom.errors.ImageLimitException if the file would be too large
   */
  static PaintSpool of(
      PaintedRows paint, int width, int height, boolean byColumns, ImageLimits limits)
      throws IOException {
    PaintSpool spool = new PaintSpool(SpoolFile.create(limits), width, height, byColumns);
    try {
      spool.write(paint);
      return spool;
    } catch (Throwable e) {
      spool.close();
      throw e;
    }
  }

  /** How many lines of a length a block holds. */
  static int linesWithin(int pixels, int lines) {
    return Math.max(1, Math.min(lines, BLOCK_BYTES / (PIXEL_BYTES * pixels)));
  }

  /** Heap that writing takes, and reading a strip or a group of columns at a time. */
  static long heapBytes(int width, int height, boolean byColumns) {
    long strip = blockBytes(width, height);
    int strips = (height - 1) / linesWithin(width, height) + 1;
    long read = byColumns ? 2 * blockBytes(height, width) : strip;
    return Math.max(byColumns ? 2 * strip : strip, read) + (long) INDEX_BYTES * strips;
  }

  private static long blockBytes(int pixels, int lines) {
    return (long) PIXEL_BYTES * pixels * linesWithin(pixels, lines);
  }

  private void write(PaintedRows paint) throws IOException {
    byte[] strip = new byte[PIXEL_BYTES * width * stripRows];
    byte[] turned = new byte[byColumns ? strip.length : 0];
    int row = paint.nextRow();
    while (row < height) {
      int i = row / stripRows;
      int top = i * stripRows;
      Arrays.fill(strip, (byte) 0);
      lefts[i] = width;
      for (; row < Math.min(height, top + stripRows); row = paint.nextRow()) {
        int offset = PIXEL_BYTES * width * (row - top);
        paint.read(strip, offset);
        widen(i, strip, offset);
      }
      if (lefts[i] < ends[i]) {
        append(i, strip, turned);
      }
    }
  }

  /** Has a strip's columns take in the paint of a row. */
  private void widen(int i, byte[] strip, int offset) {
    int first = 0;
    while (first < width && alpha(strip, offset, first) == 0) {
      first++;
    }
    int end = first < width ? width : 0;
    while (end > 0 && alpha(strip, offset, end - 1) == 0) {
      end--;
    }
    lefts[i] = Math.min(lefts[i], first);
    ends[i] = Math.max(ends[i], end);
  }

  private static byte alpha(byte[] pixels, int offset, int x) {
    return pixels[offset + PIXEL_BYTES * x + PIXEL_BYTES - 1];
  }

  private void append(int i, byte[] strip, byte[] turned) throws IOException {
    left = Math.min(left, lefts[i]);
    end = Math.max(end, ends[i]);
    int columns = ends[i] - lefts[i];
    int rows = rows(i);
    for (int row = 0; row < rows; row++) {
      int from = PIXEL_BYTES * (row * width + lefts[i]);
      System.arraycopy(strip, from, strip, PIXEL_BYTES * row * columns, PIXEL_BYTES * columns);
    }
    starts[i] = file.length();
    if (byColumns) {
      Orientation.transpose(strip, rows, columns, PIXEL_BYTES, turned);
    }
    byte[] written = byColumns ? turned : strip;
    file.append(ByteBuffer.wrap(written, 0, PIXEL_BYTES * rows * columns));
  }

  /** Rows of a strip. */
  int rows(int i) {
    return Math.min(stripRows, height - i * stripRows);
  }

  /** Reads lines of a strip, rows or columns, as many bytes as asked for. */
  void read(int i, int fromByte, byte[] target, int bytes) throws IOException {
    file.read(starts[i] + fromByte, ByteBuffer.wrap(target, 0, bytes));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
