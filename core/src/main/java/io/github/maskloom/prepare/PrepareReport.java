package io.github.maskloom.prepare;

import io.github.maskloom.image.ProfileConversion;
import java.time.Duration;
import java.util.List;

/**
 * What became of an image that was prepared.
 *
 * @param mediaType of the result
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param bytes encoded size of the result
 * @param passedThrough whether the result is the source, byte for byte
 * @param missingRows rows of the source that could not be read, as its file stores them, and are
 *     black or transparent, or 0 unless {@link
 *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
 * @param profileDropped whether the source's colour profile was left out because it describes other
 *     samples than were written
 * @param conversion whether colours were brought to sRGB. See {@link ImagePreparer.Builder#toSrgb}
 * @param nothingPainted whether it was taken for a mask of which no pixel is painted
 * @param attempts every encoding in order; the last one that fits is the result, or empty if passed
 *     through
 * @param elapsed wall time of the call
 */
public record PrepareReport(
    String mediaType,
    int width,
    int height,
    long bytes,
    boolean passedThrough,
    int missingRows,
    boolean profileDropped,
    ProfileConversion conversion,
    boolean nothingPainted,
    List<Attempt> attempts,
    Duration elapsed) {
  public PrepareReport {
    attempts = List.copyOf(attempts);
  }

  /**
   * One encoding of an image on the way to one that is small enough.
   *
   * @param width in pixels
   * @param height in pixels
   * @param quality JPEG quality; 0 for PNG
   * @param bytes encoded size; where it did not fit, what there was when that became clear
   * @param fits whether it was small enough
   */
  public record Attempt(int width, int height, int quality, long bytes, boolean fits) {}
}
