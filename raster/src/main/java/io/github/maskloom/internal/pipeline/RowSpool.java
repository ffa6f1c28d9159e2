package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Rows in a temporary file, to be read as often as one likes.
 *
 * <p><b>Memory:</b> to write, 64 KiB or a row, twice; for each reader, the bytes of its window.
 * Owns the file, which is gone when closed.
 */
public final class RowSpool implements Closeable {
  private static final int WINDOW_BYTES = 1 << 16;

  private final SpoolFile file;
  private final ImageGeometry geometry;
  private final ImageMetadata metadata;

  private RowSpool(SpoolFile file, WindowReader source) {
    this.file = file;
    geometry = source.geometry();
    metadata = source.metadata();
  }

  /**
   * {@return heap that {@link #of} takes}
   *
   * @param geometry of the rows
   */
  public static long writingHeapBytes(ImageGeometry geometry) {
    return writingHeapBytes(geometry, WINDOW_BYTES);
  }

  /** Heap that {@link #append} takes: a window, and its bytes. */
  static long writingHeapBytes(ImageGeometry geometry, int windowBytes) {
    return 2 * WindowSize.bytes(geometry, WindowSize.rowsWithin(geometry, windowBytes));
  }

  /**
   * {@return heap that a reader takes: the bytes of the window that it is asked to fill}
   *
   * @param geometry of the rows
   * @param windowRows of that window
   */
  public static long readingHeapBytes(ImageGeometry geometry, int windowRows) {
    return WindowSize.bytes(geometry, windowRows);
  }

  /**
   * Takes every row of a source, which is used up; closing it is the caller's.
   *
   * @param source rows that were not read yet
   * @param limits of which {@link ImageLimits#maxSpoolBytes} counts
   * @return the rows on disk; closing it deletes them
   * @throws IOException if the rows cannot be read or written
   * @throws io.github.maskloom.errors.ImageLimitException if the file would be too large
   */
  public static RowSpool of(WindowReader source, ImageLimits limits) throws IOException {
    LimitCheck.spoolBytes(limits, (long) source.geometry().rowBytes() * source.geometry().height());
    SpoolFile file = SpoolFile.create(limits);
    try {
      append(source, file, WINDOW_BYTES);
      return new RowSpool(file, source);
    } catch (Throwable e) {
      try (file) {
        throw e;
      }
    }
  }

  /** Writes every row of a source behind what a file holds. */
  static void append(WindowReader source, SpoolFile file, int windowBytes) throws IOException {
    ImageGeometry geometry = source.geometry();
    int windowRows = WindowSize.rowsWithin(geometry, windowBytes);
    byte[] bytes = new byte[windowRows * geometry.rowBytes()];
    source.push(
        windowRows,
        window -> {
          RowBytes.copyOut(window, 0, window.rows() * geometry.rowSamples(), bytes, 0);
          file.append(ByteBuffer.wrap(bytes, 0, window.rows() * geometry.rowBytes()));
        });
  }

  /** {@return the shape of the rows} */
  public ImageGeometry geometry() {
    return geometry;
  }

  /** {@return the rows from the first one on; several readers may be open} */
  public WindowReader open() {
    return new Reader();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private final class Reader extends RowReader {
    private byte[] bytes = new byte[0];

    Reader() {
      super(geometry);
    }

    @Override
    public ImageMetadata metadata() {
      return metadata;
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) throws IOException {
      int length = rows * geometry.rowBytes();
      if (bytes.length < length) {
        bytes = new byte[length];
      }
      file.read((long) y * geometry.rowBytes(), ByteBuffer.wrap(bytes, 0, length));
      RowBytes.copyIn(bytes, 0, window, 0, rows * geometry.rowSamples());
    }
  }
}
