package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The service could not be reached, or the connection broke or was silent for too long. Whether the
 * request arrived is what {@link #delivery} says.
 */
public final class FusionTransportException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionTransportException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionTransportException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }
}
