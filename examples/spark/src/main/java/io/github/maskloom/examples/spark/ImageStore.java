package io.github.maskloom.examples.spark;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.util.Optional;

/** Where images lie: all workers see the same. <b>Threads:</b> safe. */
interface ImageStore {
  /** An image that is there. */
  ImageSource source(String key);

  /** A place for an image, which appears there whole or not at all. */
  ImageTarget target(String key);

  /**
   * How many bytes an image has; empty if it is not there.
   *
   * @throws IOException if the store does not answer
   */
  Optional<Long> bytes(String key) throws IOException;

  /**
   * What tells the bytes of an image that is there from others.
   *
   * @throws IOException if it cannot be told
   */
  String etag(String key) throws IOException;
}
