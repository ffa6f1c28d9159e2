package io.github.maskloom.raster;

import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;

/**
 * The frame of a reader: counts the rows, and lets nobody read on once a read failed or the reader
 * was closed. Subclasses fill windows.
 *
 * <p><b>Threads:</b> confined to one at a time.
 */
public abstract class RowReader implements WindowReader {
  private final ImageGeometry geometry;
  private int nextY;
  private boolean dead;

  /**
   * Begins before the first row.
   *
   * @param geometry the shape of the rows that {@link #fill} gives
   */
  protected RowReader(ImageGeometry geometry) {
    this.geometry = geometry;
  }

  /**
   * Fills the first rows of a window. Each read behind the last row calls this too, with no rows,
   * so that a reader can check what comes there. If this throws, the reader is dead.
   *
   * @param window of {@link #geometry}; it is placed afterwards, by this class
   * @param y the row of the image that comes first
   * @param rows how many there are to be; 0 behind the last one
   * @throws IOException if the underlying bytes cannot be read
   * @throws io.github.maskloom.errors.ImageFormatException if they break the format's rules
   * @throws io.github.maskloom.errors.CancelledException if the work is stopped
   */
  protected abstract void fill(RasterWindow window, int y, int rows) throws IOException;

  @Override
  public final ImageGeometry geometry() {
    return geometry;
  }

  /** {@return the row that comes next; the image's height after the last one} */
  protected final int nextY() {
    return nextY;
  }

  @Override
  public final int read(RasterWindow window) throws IOException {
    requireAlive();
    window.requireGeometry(geometry);
    dead = true;
    int rows = Math.min(window.capacityRows(), geometry.height() - nextY);
    fill(window, nextY, rows);
    window.place(nextY, rows);
    nextY += rows;
    dead = false;
    return rows;
  }

  /**
   * Passes over rows that equal the last one, if the reader knows that without reading them.
   *
   * @param maxRows at most so many, from 1 on
   * @return how many; 0 by default
   * @throws IOException if the underlying bytes cannot be read
   */
  protected int passRepeats(int maxRows) throws IOException {
    return 0;
  }

  @Override
  public final int skipRepeats() throws IOException {
    requireAlive();
    int maxRows = geometry.height() - 1 - nextY;
    if (nextY == 0 || maxRows < 1) {
      return 0;
    }
    dead = true;
    int rows = passRepeats(maxRows);
    nextY += rows;
    dead = false;
    return rows;
  }

  /**
   * Takes the reader over before its first row: nobody reads from it any more.
   *
   * @throws IllegalStateException if a row was read, a read failed or this is closed
   */
  protected final void takeOver() {
    checkState(!dead && nextY == 0, "rows were read from this reader, or it is closed");
    dead = true;
  }

  /**
   * Makes sure that rows can be read.
   *
   * @throws IllegalStateException if a read failed or this is closed
   */
  protected final void requireAlive() {
    checkState(!dead, "the reader failed before or is closed");
  }

  /**
   * Ends reading: a later read throws {@link IllegalStateException}. A subclass that owns something
   * overrides this to close it, and calls this too.
   */
  @Override
  public void close() throws IOException {
    dead = true;
  }
}
