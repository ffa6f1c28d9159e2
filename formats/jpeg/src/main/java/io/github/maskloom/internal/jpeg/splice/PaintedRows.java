package io.github.maskloom.internal.jpeg.splice;

import java.io.IOException;

/** What is painted over an image, by rows of pixels from top to bottom as it is seen. */
public interface PaintedRows {
  /** The next row with paint, below all that were taken; the height if none is left. */
  int nextRow() throws IOException;

  /**
   * Gives the row that {@link #nextRow} named last; called once for each.
   *
   * @param target takes a pixel in 4 bytes from {@code offset} on: red, green, blue, and straight
   *     alpha, which is 0 where nothing is painted
   */
  void read(byte[] target, int offset) throws IOException;

  /** Hears how many rows of pixels are done; it may throw to stop the work. */
  void done(int doneRows) throws IOException;
}
