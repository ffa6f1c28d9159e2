package io.github.maskloom.fusion;

import java.io.Serial;

/**
 * Too much at once: the provider limits requests or is overloaded, or this client's own queue is
 * full. The same request may work later.
 */
public final class FusionThrottledException extends FusionException {
  @Serial private static final long serialVersionUID = 1L;

  public FusionThrottledException(String message, Failure failure) {
    super(message, failure);
  }

  public FusionThrottledException(String message, Failure failure, Throwable cause) {
    super(message, failure, cause);
  }

  @Override
  FusionThrottledException alike(String message, Failure other) {
    return new FusionThrottledException(message, other, this);
  }
}
