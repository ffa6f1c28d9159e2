package io.github.maskloom.internal.jpeg;

import java.io.IOException;

/** The coded data of a JPEG image, decoded a row of MCUs at a time. */
interface McuRows {
  /**
   * Decodes the next row of MCUs.
   *
   * @param planes by component of the frame; each has room for the row
   * @throws io.github.maskloom.errors.ImageFormatException if the data are broken and none of the
   *     rows from here on can be told
   */
  void decodeRow(ComponentPlane[] planes) throws IOException;

  /** Checks what follows the last row, as far as it matters. */
  void finish() throws IOException;

  /** Rows of MCUs from the top that lack no bit, of all that were decoded. */
  int wholeRows();
}
