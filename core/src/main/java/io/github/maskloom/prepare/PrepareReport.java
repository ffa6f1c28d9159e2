package io.github.maskloom.prepare;

import java.time.Duration;
import java.util.List;

/**
 * What became of a picture that was prepared.
 *
 * @param mediaType of the result
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param bytes encoded size of the result
 * @param passedThrough whether the result is the source, byte for byte
 * @param attempts every encoding in order; the last one that fits is the result; empty if passed
 *     through
 * @param elapsed wall time of the call
 */
public record PrepareReport(
    String mediaType,
    int width,
    int height,
    long bytes,
    boolean passedThrough,
    List<PrepareAttempt> attempts,
    Duration elapsed) {
  public PrepareReport {
    attempts = List.copyOf(attempts);
  }
}
