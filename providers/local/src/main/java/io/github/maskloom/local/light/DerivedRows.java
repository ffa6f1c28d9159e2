package io.github.maskloom.local.light;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** Rows that are made of those of a source, which is read row by row. Owns the source. */
public abstract class DerivedRows extends RowReader {
  /** The source's row that was read last. */
  protected final RasterWindow sourceRow;

  private final WindowReader source;

  /**
   * Begins before the source's first row.
   *
   * @param source of the bands and the depth that the rows have
   * @param width of the rows
   * @param height how many rows are made
   */
  protected DerivedRows(WindowReader source, int width, int height) {
    super(source.geometry().withSize(width, height));
    this.source = source;
    sourceRow = new RasterWindow(source.geometry(), 1);
  }

  /**
   * Reads the source's next row, of which there must be one.
   *
   * @throws IOException if it cannot be read
   */
  protected final void readSourceRow() throws IOException {
    checkState(source.read(sourceRow) != 0, "the source ended before its last row");
  }

  @Override
  public final void close() throws IOException {
    super.close();
    source.close();
  }
}
