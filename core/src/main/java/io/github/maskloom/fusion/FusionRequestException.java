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

  public FusionRequestException(String message, Failure failure) {
    super(message, failure);
  }

  public FusionRequestException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  @Override
  FusionRequestException alike(String message, Failure other) {
    return new FusionRequestException(message, other, this);
  }

  /**
   * Nothing is painted on the mask, so no provider would know what to change: nothing was sent. It
   * is no limit of the provider, but for the person who paints to mend.
   */
  public static final class EmptyMaskException extends FusionRequestException {
    @Serial private static final long serialVersionUID = 1L;

    public EmptyMaskException(String message, Failure failure) {
      super(message, failure);
    }

    private EmptyMaskException(String message, Failure failure, Throwable cause) {
      super(message, failure, cause);
    }

    @Override
    EmptyMaskException alike(String message, Failure other) {
      return new EmptyMaskException(message, other, this);
    }
  }
}
