package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * Too much at once: the provider limits requests or is overloaded, or this client's own queue is
 * full. The same request may work later.
 */
public final class FusionThrottledException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionThrottledException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionThrottledException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }
}
