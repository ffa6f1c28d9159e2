package io.github.maskloom.examples.queue;

import io.github.maskloom.image.ImageSource;
import java.util.Map;

/**
 * The images that a job ended with.
 *
 * @param place where they are, for people: a folder, or a URL of a store
 * @param images the images by their names, such as {@code 0.png}; they open again and again
 */
public record JobResult(String place, Map<String, ImageSource> images) {
  /** The images, in a map that stays as it is. */
  public JobResult {
    images = Map.copyOf(images);
  }
}
