package io.github.maskloom.errors;

import java.io.Serial;

/**
 * The request asks for what the provider or its model does not do: says which rule, and what was
 * asked. The same request fails again.
 */
public final class FusionRequestException extends FusionException {
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
}
