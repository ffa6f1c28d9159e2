package io.github.maskloom.errors;

import java.io.Serial;

/** Two images that must have the same size do not. */
public final class SizeMismatchException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  /** Reports the size that was needed and the one that was found, in pixels. */
  public SizeMismatchException(
      int expectedWidth, int expectedHeight, int actualWidth, int actualHeight) {
    super(
        "the mask is %dx%d pixels, the photo %dx%d; MaskFit.RESIZE would scale the mask"
            .formatted(actualWidth, actualHeight, expectedWidth, expectedHeight));
  }
}
