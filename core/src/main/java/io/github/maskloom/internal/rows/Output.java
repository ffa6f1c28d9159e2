package io.github.maskloom.internal.rows;

import java.io.IOException;
import java.io.OutputStream;

/** What the last stage of a plan opens: writes the encoded image. Runs once. */
@FunctionalInterface
public interface Output {
  /**
   * Takes every row and writes the image.
   *
   * @param out needs no buffer; neither flushed nor closed
   * @throws IOException if rows cannot be read or bytes cannot be written
   */
  void write(OutputStream out) throws IOException;
}
