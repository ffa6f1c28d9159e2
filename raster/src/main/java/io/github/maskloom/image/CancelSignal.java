package io.github.maskloom.image;

import io.github.maskloom.errors.CancelledException;
import java.time.Duration;

/**
 * Asked between windows, and whenever encoded bytes are read, whether the work should stop.
 *
 * <p>Must be quick and may be called from any thread that works for the call.
 */
@FunctionalInterface
public interface CancelSignal {
  /** A signal that never stops work. */
  CancelSignal NEVER = () -> false;

  /** Stops when the thread that asks is interrupted. The interrupt flag stays set. */
  CancelSignal ON_INTERRUPT = () -> Thread.currentThread().isInterrupted();

  /**
   * Stops when so much time has passed since this call. The message of what it throws says so.
   *
   * @throws ArithmeticException if the duration passes 292 years
   */
  static CancelSignal after(Duration duration) {
    return new Deadline(duration);
  }

  /** Stops when this signal or another one does. */
  default CancelSignal or(CancelSignal other) {
    return new EitherSignal(this, other);
  }

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
