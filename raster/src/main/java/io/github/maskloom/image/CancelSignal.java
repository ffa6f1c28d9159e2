package io.github.maskloom.image;

import io.github.maskloom.errors.CancelledException;

/**
 * Says whether work should stop. It is asked between windows, and whenever encoded bytes are read.
 *
 * <p>An answer must be quick. Any thread that works for the call may ask. For a time limit see
 * {@link WorkOptions#withTimeout}.
 */
@FunctionalInterface
public interface CancelSignal {
  /** A signal that never stops work. */
  CancelSignal NEVER = () -> false;

  /** Stops when the thread that asks is interrupted. The interrupt flag stays set. */
  CancelSignal ON_INTERRUPT = () -> Thread.currentThread().isInterrupted();

  /**
   * {@return a signal that stops when this signal or another one does}
   *
   * @param other asked if this one does not stop the work
   */
  default CancelSignal or(CancelSignal other) {
    CancelSignal first = this;
    return new CancelSignal() {
      @Override
      public boolean isCancelled() {
        return first.isCancelled() || other.isCancelled();
      }

      @Override
      public void throwIfCancelled() {
        first.throwIfCancelled();
        other.throwIfCancelled();
      }
    };
  }

  /** {@return whether the work should stop} */
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
