package io.github.maskloom.internal.prepare;

import io.github.maskloom.prepare.ImagePreparer.ImagePart;
import java.util.Optional;

/**
 * How large images are made.
 *
 * @param part what is taken of every image; all of it if empty
 * @param exact the size of every image, whatever its shape
 * @param maxSide the longest side; no matter if there is an exact size
 * @param maxPixels the most pixels; no matter if there is an exact size
 * @param linearLight whether colours are averaged as light, not as samples
 */
public record Sizing(
    Optional<ImagePart> part,
    Optional<ImageSize> exact,
    int maxSide,
    long maxPixels,
    boolean linearLight) {
  /** As large as they are. */
  public static final Sizing DEFAULT =
      new Sizing(Optional.empty(), Optional.empty(), Integer.MAX_VALUE, Long.MAX_VALUE, false);
}
