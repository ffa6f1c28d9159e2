package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The provider does not let this account in. The key is missing or wrong, the model is not opened,
 * or the account is locked or owes money. An operator mends it.
 */
public final class FusionAccessException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionAccessException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionAccessException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }
}
