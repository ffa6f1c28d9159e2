package io.github.maskloom.examples.spark;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.StoredImage;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.util.Optional;

/** Where images lie: all workers see the same. <b>Threads:</b> safe. */
interface ImageStore {
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
   * An image that was made, with what tells its bytes from others.
   *
   * @throws IOException if it is not there, or the store does not answer
   */
  StoredImage stored(String key, MadeImage image) throws IOException;
}
