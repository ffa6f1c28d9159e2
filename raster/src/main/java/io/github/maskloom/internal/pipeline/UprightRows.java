package io.github.maskloom.internal.pipeline;

import com.google.common.io.Closer;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Rows of a stored image as they are to be seen, by its EXIF orientation. */
public final class UprightRows {
  private UprightRows() {}

  /**
   * {@return the rows upright} Mirroring streams; what turns the image or flips it top to bottom
   * goes through a temporary file.
   *
   * @param stored rows as the file has them
   * @param orientation how they are stored
   * @param limits of a temporary file
   * @throws io.github.maskloom.errors.ImageLimitException if that file would be too large
   */
  public static Stage<WindowReader> stage(
      Stage<WindowReader> stored, Orientation orientation, ImageLimits limits) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    ImageGeometry geometry = stored.geometry();
    if (orientation.swapsSides()) {
      return stored.then(
          "turn",
          TransposedRows.turned(geometry),
          spooling(geometry, TransposedRows.heapBytes(geometry), limits),
          (rows, scope) -> new TransposedRows(rows, orientation, limits));
    }
    if (orientation.reversesRows()) {
      return stored.then(
          "flip",
          geometry,
          spooling(
              geometry, RowSpool.writingHeapBytes(geometry, ReversedRows.WINDOW_BYTES), limits),
          (rows, scope) -> new ReversedRows(rows, orientation, limits));
    }
    return stored.then(
        "mirror",
        geometry,
        Cost.NONE,
        (rows, scope) -> PassedRows.edited(rows, Orientation::mirrorRows));
  }

  private static Cost spooling(ImageGeometry geometry, long heapBytes, ImageLimits limits) {
    long spooledBytes = (long) geometry.rowBytes() * geometry.height();
    LimitCheck.spoolBytes(limits, spooledBytes);
    return new Cost(heapBytes, spooledBytes, 0);
  }

  /**
   * Rows that cannot be delivered in the order in which they are stored: the first read writes all
   * of them to a temporary file, from which they are then read in another order.
   *
   * <p>Owns the source, which it closes as soon as it is used up, and the file.
   */
  private abstract static class SpooledRows extends RowReader {
    private final Closer resources = Closer.create();
    private final WindowReader stored;
    private final ImageMetadata metadata;
    private final Orientation orientation;
    private final ImageLimits limits;
    private @Nullable SpoolFile spool;

    SpooledRows(
        WindowReader stored, ImageGeometry geometry, Orientation orientation, ImageLimits limits) {
      super(geometry);
      this.stored = resources.register(stored);
      this.orientation = orientation;
      this.limits = limits;
      metadata = stored.metadata();
    }

    /** Writes every row of the stored image. */
    abstract void write(WindowReader source, SpoolFile file) throws IOException;

    /**
     * Reads a stored row or column into a row of a window, as it is before it is mirrored.
     *
     * @param place of the stored row or column, from 0
     */
    abstract void read(SpoolFile file, int place, RasterWindow window, int row) throws IOException;

    @Override
    public final ImageMetadata metadata() {
      return metadata;
    }

    @Override
    protected final void fill(RasterWindow window, int y, int rows) throws IOException {
      SpoolFile file = spool;
      if (file == null) {
        file = resources.register(SpoolFile.create(limits));
        spool = file;
        write(stored, file);
        stored.close();
      }
      for (int row = 0; row < rows; row++) {
        int seen = y + row;
        int place = orientation.reversesRows() ? geometry().height() - 1 - seen : seen;
        read(file, place, window, row);
      }
      if (orientation.mirrorsRows()) {
        window.place(y, rows);
        Orientation.mirrorRows(window);
      }
    }

    @Override
    public final void close() throws IOException {
      super.close();
      resources.close();
    }
  }

  /** An image whose last stored row is the top: rows are spooled and read from the end. */
  private static final class ReversedRows extends SpooledRows {
    private static final int WINDOW_BYTES = 256 << 10;

    private byte[] bytes = new byte[0];

    ReversedRows(WindowReader stored, Orientation orientation, ImageLimits limits) {
      super(stored, stored.geometry(), orientation, limits);
    }

    @Override
    void write(WindowReader source, SpoolFile file) throws IOException {
      RowSpool.append(source, file, WINDOW_BYTES);
      bytes = new byte[geometry().rowBytes()];
    }

    @Override
    void read(SpoolFile file, int place, RasterWindow window, int row) throws IOException {
      file.read((long) place * bytes.length, ByteBuffer.wrap(bytes));
      RowBytes.copyIn(bytes, 0, window, window.rowOffset(row), geometry().rowSamples());
    }
  }

  /**
   * An image whose stored columns are its rows.
   *
   * <p>Strips of stored rows are turned in memory and spooled column after column. So the part of a
   * strip that a group of delivered rows needs lies together in the file. <b>Memory:</b> a strip
   * and its turned copy while writing, a group and what it is filled from while reading. Each has
   * {@value #BLOCK_BYTES} bytes or is a single row.
   */
  private static final class TransposedRows extends SpooledRows {
    private static final int BLOCK_BYTES = 2 << 20;
    private static final int WINDOW_BYTES = 128 << 10;

    private final ImageGeometry storedGeometry;
    private final int pixelBytes;
    private final int stripRows;
    private @Nullable RasterWindow group;
    private byte[] piece = new byte[0];

    TransposedRows(WindowReader stored, Orientation orientation, ImageLimits limits) {
      super(stored, turned(stored.geometry()), orientation, limits);
      storedGeometry = stored.geometry();
      pixelBytes = storedGeometry.bands() * storedGeometry.depth() / 8;
      stripRows = WindowSize.rowsWithin(storedGeometry, BLOCK_BYTES);
    }

    /** A strip and its turned copy, and a group of delivered rows and what it is filled from. */
    static long heapBytes(ImageGeometry stored) {
      long picture = (long) stored.rowBytes() * stored.height();
      long strip = Math.min(picture, Math.max(BLOCK_BYTES, stored.rowBytes()));
      long group = Math.min(picture, Math.max(BLOCK_BYTES, turned(stored).rowBytes()));
      return 2 * (strip + group);
    }

    static ImageGeometry turned(ImageGeometry stored) {
      return stored.withSize(stored.height(), stored.width());
    }

    @Override
    void write(WindowReader source, SpoolFile file) throws IOException {
      int rowBytes = storedGeometry.rowBytes();
      byte[] strip = new byte[stripRows * rowBytes];
      byte[] turned = new byte[strip.length];
      source.push(
          WindowSize.rowsWithin(storedGeometry, WINDOW_BYTES),
          window -> {
            for (int row = 0; row < window.rows(); row++) {
              int y = window.y() + row;
              int samples = storedGeometry.rowSamples();
              int at = y % stripRows * rowBytes;
              RowBytes.copyOut(window, window.rowOffset(row), samples, strip, at);
              if ((y + 1) % stripRows == 0 || y + 1 == storedGeometry.height()) {
                append(strip, y % stripRows + 1, turned, file);
              }
            }
          });
    }

    private void append(byte[] strip, int rows, byte[] turned, SpoolFile file) throws IOException {
      Orientation.transpose(strip, rows, storedGeometry.width(), pixelBytes, turned);
      file.append(ByteBuffer.wrap(turned, 0, rows * storedGeometry.rowBytes()));
    }

    @Override
    void read(SpoolFile file, int place, RasterWindow window, int row) throws IOException {
      RasterWindow columns = groupWith(file, place);
      window.copyRows(columns, place - columns.y(), row, 1);
    }

    /** The group of delivered rows, in stored order, that holds a stored column. */
    private RasterWindow groupWith(SpoolFile file, int column) throws IOException {
      RasterWindow columns = group;
      if (columns == null) {
        columns = new RasterWindow(geometry(), WindowSize.rowsWithin(geometry(), BLOCK_BYTES));
        piece = new byte[columns.capacityRows() * stripRows * pixelBytes];
        group = columns;
      }
      if (column < columns.y() || column >= columns.y() + columns.rows()) {
        int first = column / columns.capacityRows() * columns.capacityRows();
        columns.place(first, Math.min(columns.capacityRows(), geometry().height() - first));
        load(file, columns);
      }
      return columns;
    }

    private void load(SpoolFile file, RasterWindow columns) throws IOException {
      for (int top = 0; top < storedGeometry.height(); top += stripRows) {
        int height = Math.min(stripRows, storedGeometry.height() - top);
        int columnBytes = height * pixelBytes;
        long start = (long) top * storedGeometry.rowBytes() + (long) columns.y() * columnBytes;
        file.read(start, ByteBuffer.wrap(piece, 0, columns.rows() * columnBytes));
        for (int i = 0; i < columns.rows(); i++) {
          int bands = storedGeometry.bands();
          RowBytes.copyIn(
              piece, i * columnBytes, columns, columns.rowOffset(i) + top * bands, height * bands);
        }
      }
    }
  }
}
