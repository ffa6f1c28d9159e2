package io.github.maskloom.errors;

import java.io.Serial;

/**
 * An image asks for more than {@code ImageLimits} or the format it is to be written in allows.
 * Thrown before anything is allocated.
 */
public final class ImageLimitException extends ImageException {
  @Serial private static final long serialVersionUID = 1L;

  private final String limit;
  private final long asked;
  private final long allowed;

  /**
   * Reports a limit that was passed.
   *
   * @param limit the name of the limit as it stands in {@code ImageLimits}, such as {@code
   *     maxPixels}; {@code maxJpegSide} for the sides of a JPEG, which no setting changes
   * @param asked what the image would need, or has needed so far
   * @param allowed what the limit permits
   */
  public ImageLimitException(String limit, long asked, long allowed) {
    super(limit + ": the image needs " + asked + ", the limit is " + allowed);
    this.limit = limit;
    this.asked = asked;
    this.allowed = allowed;
  }

  /** The name of the limit, such as {@code maxPixels}. */
  public String limit() {
    return limit;
  }

  /** The value that the image would need. */
  public long asked() {
    return asked;
  }

  /** The largest value that the limit allows. */
  public long allowed() {
    return allowed;
  }
}
