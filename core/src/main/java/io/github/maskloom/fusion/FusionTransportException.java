package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The service could not be reached, or the connection broke or was silent for too long. Whether the
 * request arrived is what {@link #delivery} says.
 */
public final class FusionTransportException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  public FusionTransportException(String message, Failure failure) {
    super(message, failure);
  }

  public FusionTransportException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  @Override
  FusionTransportException alike(String message, Failure other) {
    return new FusionTransportException(message, other, this);
  }
}
