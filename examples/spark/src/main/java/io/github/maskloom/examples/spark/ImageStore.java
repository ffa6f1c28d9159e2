package io.github.maskloom.examples.spark;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.util.Optional;

/** Where images lie: all workers see the same. <b>Threads:</b> safe. */
interface ImageStore {
  /** What is there under a key. */
  record Stored(String etag, long bytes) {}

  /**
   * An image that is there.
   *
   * @throws IOException if the store does not answer, or knows at once that it is not there
   */
  ImageSource source(String key) throws IOException;

  /** A place for an image, which appears there whole or not at all. */
  ImageTarget target(String key);

  /**
   * How many bytes an image has; empty if it is not there.
   *
   * @throws IOException if the store does not answer
   */
  Optional<Long> bytes(String key) throws IOException;

  /**
   * What tells the bytes of an image from others, and how many there are.
   *
   * @throws IOException if it is not there, or the store does not answer
   */
  Stored stored(String key) throws IOException;
}
