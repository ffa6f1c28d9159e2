package io.github.maskloom.image;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of an image, each time from the first. */
@FunctionalInterface
public interface StreamSupplier {
  /**
   * Opens a new stream at the first byte; the caller closes it.
   *
   * @throws IOException if the bytes cannot be reached
   */
  InputStream open() throws IOException;
}
