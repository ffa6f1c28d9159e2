package io.github.maskloom.image;

import io.github.maskloom.errors.CancelledException;

/**
 * Asked between windows whether the work should stop.
 *
 * <p>Must be quick and may be called from any thread that works for the call.
 */
@FunctionalInterface
public interface CancelSignal {
  /** Never stops. */
  CancelSignal NEVER = () -> false;

  /** Stops when the thread that asks is interrupted; the interrupt flag stays set. */
  CancelSignal ON_INTERRUPT = () -> Thread.currentThread().isInterrupted();

  /** Whether the work should stop. */
  boolean isCancelled();

  /**
   * Ends the work if it should stop.
   *
   * @throws CancelledException if {@link #isCancelled}
   */
  default void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancelledException("cancelled by the caller's signal");
    }
  }
}
