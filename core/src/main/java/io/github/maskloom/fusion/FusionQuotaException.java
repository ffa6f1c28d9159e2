package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * An allowance is used up: a trial, a plan's hours, a spending limit. Trying again before it is
 * renewed fails again.
 */
public final class FusionQuotaException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionQuotaException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionQuotaException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }
}
