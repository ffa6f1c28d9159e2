package io.github.maskloom.internal.prepare;

import java.util.Optional;

/**
 * How large images are made.
 *
 * @param exact the size of every image, whatever its shape
 * @param maxSide the longest side; no matter if there is an exact size
 * @param maxPixels the most pixels; no matter if there is an exact size
 * @param linearLight whether colours are averaged as light, not as samples
 */
public record Sizing(Optional<ImageSize> exact, int maxSide, long maxPixels, boolean linearLight) {
  /** As large as they are. */
  public static final Sizing DEFAULT =
      new Sizing(Optional.empty(), Integer.MAX_VALUE, Long.MAX_VALUE, false);
}
