package io.github.maskloom.prepare;

import io.github.maskloom.image.ProfileConversion;
import java.time.Duration;
import java.util.List;

/**
 * What became of an image that was prepared.
 *
 * @param mediaType of the result, such as {@code image/png}
 * @param width columns of the result
 * @param height rows of the result
 * @param bytes encoded bytes of the result
 * @param missingRows rows of the source that could not be read, as its file stores them, and are
 *     black or transparent. 0 unless {@link
 *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
 * @param profileDropped whether the source's color profile was left out because it describes other
 *     samples than were written
 * @param conversion whether colors were brought to sRGB, or why not. See {@link
 *     ImagePreparer#withToSrgb}
 * @param nothingPainted whether it was taken for a mask of which no pixel is painted. In one of
 *     black and white alone, which {@link ImagePreparer#withMask} can ask for, paint is what is
 *     written as an edit
 * @param everythingPainted whether it was taken for a mask of which every pixel is painted
 * @param attempts every encoding in order; the last one that fits is the result. Empty if the
 *     source was copied
 * @param elapsed wall time of the call
 */
public record PrepareReport(
    String mediaType,
    int width,
    int height,
    long bytes,
    int missingRows,
    boolean profileDropped,
    ProfileConversion conversion,
    boolean nothingPainted,
    boolean everythingPainted,
    List<Attempt> attempts,
    Duration elapsed) {

  /**
   * Copies the attempts.
   *
   * @param mediaType of the result
   * @param width of the result
   * @param height of the result
   * @param bytes of the result
   * @param missingRows of the source
   * @param profileDropped whether its profile was left out
   * @param conversion of its colors
   * @param nothingPainted whether it is an empty mask
   * @param everythingPainted whether it is a full mask
   * @param attempts none if the source was copied
   * @param elapsed wall time
   */
  public PrepareReport {
    attempts = List.copyOf(attempts);
  }

  /**
   * {@return whether the result is the source, byte for byte but for what {@link
   * ImagePreparer#withOutput} leaves out}
   */
  public boolean passedThrough() {
    return attempts.isEmpty();
  }

  /**
   * One encoding of an image on the way to one that is small enough.
   *
   * @param width in pixels
   * @param height in pixels
   * @param quality JPEG quality; 0 for other formats
   * @param bytes encoded bytes; of an encoding that did not fit, those there were when that became
   *     clear
   * @param fits whether it was small enough
   */
  public record Attempt(int width, int height, int quality, long bytes, boolean fits) {}
}
