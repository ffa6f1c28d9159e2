package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * The service failed, or answered with what cannot be understood: an internal error, a broken or
 * truncated response, an image that does not decode.
 */
public final class FusionServiceException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  public FusionServiceException(String message, Failure failure) {
    super(message, failure);
  }

  public FusionServiceException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  @Override
  FusionServiceException alike(String message, Failure other) {
    return new FusionServiceException(message, other, this);
  }
}
