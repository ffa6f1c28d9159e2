package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The coded data of a scan, read from a range of its file that is opened with the first byte and
 * aborted when it is closed. <b>Memory:</b> a buffer, as large as asked for.
 */
final class RangedScan implements ScanBytes, Closeable {
  private final RangeSupplier ranges;
  private final long start;
  private final long end;
  private final boolean cut;
  private final int bufferBytes;
  private @Nullable InputStream range;
  private @Nullable JpegInput input;
  private boolean closed;

  /**
   * Data in {@code [start, end)}.
   *
   * @param cut whether the file ends behind them, without EOI
   */
  RangedScan(RangeSupplier ranges, long start, long end, boolean cut, int bufferBytes) {
    this.ranges = ranges;
    this.start = start;
    this.end = end;
    this.cut = cut;
    this.bufferBytes = bufferBytes;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return start == end ? 0 : input().readScanData(target, offset, length);
  }

  private JpegInput input() throws IOException {
    if (closed) {
      throw new IllegalStateException("the scan is closed");
    }
    JpegInput begun = input;
    if (begun == null) {
      InputStream stream = ranges.open(start, end - start);
      range = stream;
      begun = new JpegInput(stream, start, bufferBytes);
      input = begun;
    }
    return begun;
  }

  @Override
  public long offset() {
    return start;
  }

  @Override
  public long cutAt() {
    return cut ? end : -1;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    InputStream last = range;
    range = null;
    if (last != null) {
      last.close();
    }
  }
}
