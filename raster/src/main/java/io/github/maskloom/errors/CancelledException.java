package io.github.maskloom.errors;

import java.io.Serial;

/**
 * Work was stopped: by the caller's signal, by a timeout, or by an interrupt. Everything opened for
 * the work is closed.
 */
public class CancelledException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Reports work that was stopped.
   *
   * @param message who or what stopped it, without pixels, prompts or secrets
   */
  public CancelledException(String message) {
    super(message);
  }
}
