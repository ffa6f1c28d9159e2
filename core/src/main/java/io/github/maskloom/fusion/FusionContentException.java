package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The provider's moderation refused the prompt, an image that was sent, or the image it made. The
 * person who asked may choose another.
 */
public final class FusionContentException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  public FusionContentException(String message, Failure failure) {
    super(message, failure);
  }

  public FusionContentException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  @Override
  FusionContentException alike(String message, Failure other) {
    return new FusionContentException(message, other, this);
  }
}
