package io.github.maskloom.errors;

import java.io.Serial;

/** The caller's {@code CancelSignal} asked to stop; everything opened for the work is closed. */
public final class CancelledException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  public CancelledException(String message) {
    super(message);
  }
}
