package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The request asks for what the provider or its model does not do: says which rule, and what was
 * asked. The same request fails again.
 *
 * <p>{@link EmptyMaskException} is the one of them that a person mends who paints.
 */
public sealed class FusionRequestException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports a failure without a cause.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   */
  public FusionRequestException(String message, Failure failure) {
    super(message, failure);
  }

  /**
   * Reports a failure that another one led to.
   *
   * @param message what happened, in words without a secret, a prompt or an image
   * @param failure what else is known; {@link #getMessage} has all of it but the advice
   * @param cause what was thrown below
   */
  public FusionRequestException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  /**
   * Nothing is painted on the mask, so no provider would know what to change: nothing was sent. It
   * is no limit of the provider, but for the person who paints to mend.
   */
  public static final class EmptyMaskException extends FusionRequestException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * Reports that nothing is painted.
     *
     * @param message what happened, in words without a secret, a prompt or an image
     * @param failure what else is known, of a request that was not sent
     */
    public EmptyMaskException(String message, Failure failure) {
      super(message, failure);
    }

    EmptyMaskException(String message, Failure failure, Throwable cause) {
      super(message, failure, cause);
    }
  }
}
