package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The provider's moderation refused the prompt, an image that was sent, or the image it made. The
 * person who asked may choose another.
 */
public final class FusionContentException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionContentException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionContentException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }
}
