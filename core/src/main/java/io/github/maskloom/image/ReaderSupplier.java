package io.github.maskloom.image;

import java.io.IOException;
import java.io.Reader;

/** Opens text that holds an image, each time from the first character. */
@FunctionalInterface
public interface ReaderSupplier {
  /**
   * Opens a new reader at the first character; the caller closes it.
   *
   * @throws IOException if the text cannot be reached
   */
  Reader open() throws IOException;
}
