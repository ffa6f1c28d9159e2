package io.github.maskloom.fusion.spi;

import io.github.maskloom.image.CancelSignal;

/** Says whether a call is to end, and wakes those who wait for something else meanwhile. */
public interface Cancellation extends CancelSignal {
  /**
   * Runs an action when the call is cancelled: at once, if it already is. The action must be quick,
   * such as closing a socket; what it throws is ignored.
   *
   * @return closes to take the action back
   */
  Registration onCancel(Runnable action);

  /** An action that waits for a cancel. */
  interface Registration extends AutoCloseable {
    /** Takes the action back; idempotent. The action may still be running. */
    @Override
    void close();
  }
}
