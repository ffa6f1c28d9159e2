package io.github.maskloom.internal.pipeline;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose windows pass through something on their way: an edit in place, or a conversion into
 * windows of another shape. Owns the reader below.
 */
public final class PassedRows implements WindowReader {
  private final WindowReader reader;
  private final ImageGeometry geometry;
  private final ImageMetadata metadata;
  private final Pass pass;
  private final boolean keepsShape;
  private final boolean keepsRows;
  private @Nullable RasterWindow below;

  /** Whether an edit may have seen a window that nobody got. */
  private boolean failed;

  /** What windows pass through. */
  @FunctionalInterface
  public interface Pass {
    /**
     * Makes a window of another; both are the same if the shape stays.
     *
     * @param from a window as it was read
     * @param to placed already
     * @throws IOException to end the reading
     */
    void on(RasterWindow from, RasterWindow to) throws IOException;
  }

  private PassedRows(
      WindowReader reader,
      ImageGeometry geometry,
      ImageMetadata metadata,
      boolean keepsRows,
      Pass pass) {
    this.reader = reader;
    this.geometry = geometry;
    this.metadata = metadata;
    this.pass = pass;
    this.keepsRows = keepsRows;
    keepsShape = geometry.equals(reader.geometry());
  }

  /**
   * {@return rows once they have passed, in the shape given}
   *
   * @param reader closed with the result
   * @param geometry shape of the rows that come out
   * @param pass makes a window of each one that is read
   */
  public static WindowReader of(WindowReader reader, ImageGeometry geometry, Pass pass) {
    return new PassedRows(reader, geometry, reader.metadata(), false, pass);
  }

  /**
   * {@return rows after an edit has changed each window in place}
   *
   * @param reader closed with the result
   * @param edit changes each window once
   */
  public static WindowReader edited(WindowReader reader, WindowSink edit) {
    return edited(reader, reader.metadata(), edit);
  }

  /**
   * {@return rows after an edit has changed each window in place, with other metadata}
   *
   * @param reader closed with the result
   * @param metadata takes the place of the reader's
   * @param edit changes each window once
   */
  public static WindowReader edited(WindowReader reader, ImageMetadata metadata, WindowSink edit) {
    return new PassedRows(
        reader, reader.geometry(), metadata, false, (from, to) -> edit.accept(to));
  }

  /**
   * {@return rows as they are, once something has looked at each window} It need not see a row that
   * equals the one before.
   *
   * @param reader closed with the result
   * @param look changes nothing
   */
  public static WindowReader looked(WindowReader reader, WindowSink look) {
    Pass pass = (from, to) -> look.accept(to);
    return new PassedRows(reader, reader.geometry(), reader.metadata(), true, pass);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return metadata;
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    if (!keepsShape) {
      window.requireGeometry(geometry);
    }
    checkState(!failed, "the reader failed before");
    failed = true;
    RasterWindow from = keepsShape ? window : below(window.capacityRows());
    int rows = reader.read(from);
    if (from != window) {
      window.place(from.y(), from.rows());
    }
    if (rows > 0 || from != window) {
      pass.on(from, window);
    }
    failed = false;
    return rows;
  }

  @Override
  public int skipRepeats() throws IOException {
    return keepsRows ? reader.skipRepeats() : 0;
  }

  /** A window that is kept from one call to the next. */
  private RasterWindow below(int rows) {
    if (below == null || below.capacityRows() != rows) {
      below = new RasterWindow(reader.geometry(), rows);
    }
    return below;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
