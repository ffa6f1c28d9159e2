package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionRecord;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended: decided once, by whoever is first, and told to the journal and the listeners
 * once.
 *
 * <p>Deciding allocates nothing. Telling does, for it makes a record: if there is no memory for
 * that the end is still to be told, and {@link #tell} may be called again when there is.
 * <b>Threads: </b> safe.
 */
final class CallEnd {
  private final Recorder recorder;
  private final Consumer<FusionRecord> audience;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private volatile FusionRecord.Outcome outcome = FusionRecord.Outcome.FAILED;
  private volatile @Nullable Throwable error;
  private volatile long endNanos;
  private volatile @Nullable FusionRecord record;

  /** Makes the record of a call. */
  interface Recorder {
    /** The record of a call that ended at a time of {@link System#nanoTime}. */
    FusionRecord record(FusionRecord.Outcome outcome, @Nullable Throwable error, long endNanos);
  }

  private enum State {
    OPEN,
    /** Somebody says how it ended. */
    DECIDING,
    /** It is to be told. */
    UNTOLD,
    TELLING,
    TOLD
  }

  /**
   * A call that has yet to end.
   *
   * @param audience hears of the end once; throws nothing
   */
  CallEnd(Recorder recorder, Consumer<FusionRecord> audience) {
    this.recorder = recorder;
    this.audience = audience;
  }

  /** Whether the call has ended; what else happens to it is not told. */
  boolean isDecided() {
    return state.get() != State.OPEN;
  }

  /** Whether nothing is left to be told, or somebody is telling it. */
  boolean isTold() {
    State now = state.get();
    return now == State.TELLING || now == State.TOLD;
  }

  /**
   * Ends a call that failed, or was cancelled, and tells so unless it had ended. Throws nothing.
   */
  void failed(Throwable why, boolean wasCancelled) {
    if (state.compareAndSet(State.OPEN, State.DECIDING)) {
      boolean cancelled = wasCancelled || why instanceof CancelledException;
      outcome = cancelled ? FusionRecord.Outcome.CANCELLED : FusionRecord.Outcome.FAILED;
      error = why;
      endNanos = System.nanoTime();
      state.set(State.UNTOLD);
    }
    tell();
  }

  /**
   * Ends a call that has images, and tells so unless it had ended. Throws nothing.
   *
   * @param made its record, which its result holds too
   */
  void succeeded(FusionRecord made) {
    if (state.compareAndSet(State.OPEN, State.DECIDING)) {
      record = made;
      state.set(State.UNTOLD);
    }
    tell();
  }

  /** Tells what is still to be told, if memory does. Throws nothing. */
  void tell() {
    if (!state.compareAndSet(State.UNTOLD, State.TELLING)) {
      return;
    }
    FusionRecord made = record;
    if (made == null) {
      made = made();
    }
    if (made == null) {
      state.set(State.UNTOLD);
      return;
    }
    audience.accept(made);
    state.set(State.TOLD);
  }

  private @Nullable FusionRecord made() {
    try {
      return recorder.record(outcome, error, endNanos);
    } catch (Throwable e) {
      // There is no memory for it yet.
      return null;
    }
  }
}
