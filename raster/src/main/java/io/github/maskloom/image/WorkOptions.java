package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.github.maskloom.errors.CancelledException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a call works: with what memory and threads, how long, who may stop it, and who hears of it.
 * Start from {@link #DEFAULT}: {@code WorkOptions.DEFAULT.withTimeout(Duration.ofSeconds(10))}.
 *
 * <p>Immutable, and made to be shared by many calls. Two are equal if all they say is equal.
 * Signals and listeners are equal if they are the same object.
 */
public final class WorkOptions {
  /**
   * The value of {@link #windowRows} unless another is set. It stands for as many rows as fit into
   * 256 KiB, or of a mask into 64 KiB.
   */
  public static final int AUTOMATIC_ROWS = 0;

  /** The shared budget, one thread, no timeout, and nobody who stops or hears of it. */
  public static final WorkOptions DEFAULT =
      new WorkOptions(
          MemoryBudget.shared(),
          new Stop(CancelSignal.NEVER, Optional.empty()),
          WorkListener.NONE,
          1,
          AUTOMATIC_ROWS);

  /** One object, as options are equal only if they have the same clock. */
  private static final LongSupplier NANO_TIME = System::nanoTime;

  private final MemoryBudget budget;
  private final Stop stop;
  private final WorkListener listener;
  private final int threads;
  private final int windowRows;

  private WorkOptions(
      MemoryBudget budget, Stop stop, WorkListener listener, int threads, int windowRows) {
    this.budget = budget;
    this.stop = stop;
    this.listener = listener;
    this.threads = threads;
    this.windowRows = windowRows;
  }

  /** What ends a call early. */
  private record Stop(CancelSignal cancel, Optional<Timeout> timeout) {}

  /** How long each call may take, by a clock of nanoseconds. */
  private record Timeout(long nanos, LongSupplier clock) {
    Duration time() {
      return Duration.ofNanos(nanos);
    }

    CancelSignal begin() {
      long start = clock.getAsLong();
      return new CancelSignal() {
        @Override
        public boolean isCancelled() {
          return clock.getAsLong() - start >= nanos;
        }

        @Override
        public void throwIfCancelled() {
          if (isCancelled()) {
            throw new CancelledException("the time of " + words() + " is over");
          }
        }
      };
    }

    private String words() {
      long millis = time().toMillis();
      if (millis == 0) {
        return nanos + " ns";
      }
      return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
  }

  /** {@return what each call reserves its memory from before it begins} */
  public MemoryBudget budget() {
    return budget;
  }

  /** {@return who may stop the work, asked between windows and whenever encoded bytes are read} */
  public CancelSignal cancel() {
    return stop.cancel();
  }

  /** {@return how long each call may take; empty if as long as it will} */
  public Optional<Duration> timeout() {
    return stop.timeout().map(Timeout::time);
  }

  /** {@return who hears of finished rows, and of calls that have ended} */
  public WorkListener listener() {
    return listener;
  }

  /**
   * {@return how many threads one call may keep busy, by default one} A server that runs many calls
   * at once runs best with one each.
   */
  public int threads() {
    return threads;
  }

  /**
   * {@return rows that a window holds; {@link #AUTOMATIC_ROWS} for as many as fit into 256 KiB, or
   * of a mask into 64 KiB} The result is the same whatever the number.
   */
  public int windowRows() {
    return windowRows;
  }

  /**
   * {@return the signal of a call that begins now} It stops when {@link #cancel} does, or when the
   * timeout has passed since this was asked. The library asks for one at the beginning of each
   * call. Code of your own that takes these options does the same.
   */
  public CancelSignal begin() {
    CancelSignal cancel = cancel();
    if (stop.timeout().isEmpty()) {
      return cancel;
    }
    CancelSignal deadline = stop.timeout().get().begin();
    return cancel == CancelSignal.NEVER ? deadline : cancel.or(deadline);
  }

  /**
   * {@return the same with another budget}
   *
   * @param value what each call reserves its memory from; may be shared by many options
   */
  public WorkOptions withBudget(MemoryBudget value) {
    return new WorkOptions(requireNonNull(value, "budget"), stop, listener, threads, windowRows);
  }

  /**
   * {@return the same, stopped by this signal, and by the timeout if there is one}
   *
   * @param value takes the place of the signal so far; see {@link CancelSignal#or} for both
   */
  public WorkOptions withCancel(CancelSignal value) {
    requireNonNull(value, "cancel");
    return new WorkOptions(budget, new Stop(value, stop.timeout()), listener, threads, windowRows);
  }

  /**
   * {@return the same, with calls that stop once this time has passed} It is counted from the
   * beginning of each call, so that one compositor serves every request. The time that a call waits
   * for memory counts. Work that is handed to an executor begins when a thread takes it up, and the
   * time before does not count.
   *
   * <p>A call that takes longer throws a {@link CancelledException}, and a target file keeps its
   * old content. The time is asked for as {@link #cancel} is, so a call may end a little later. A
   * source or target that blocks is not interrupted.
   *
   * @param value more than 0
   * @throws IllegalArgumentException unless positive
   */
  public WorkOptions withTimeout(Duration value) {
    return withTimeout(value, NANO_TIME);
  }

  /** The same by another clock, for tests. */
  WorkOptions withTimeout(Duration value, LongSupplier nanoClock) {
    requireNonNull(value, "timeout");
    checkArgument(
        !value.isNegative() && !value.isZero(), "timeout must be more than 0, but is %s", value);
    Timeout timeout = new Timeout(TimeUnit.NANOSECONDS.convert(value), nanoClock);
    return new WorkOptions(
        budget, new Stop(cancel(), Optional.of(timeout)), listener, threads, windowRows);
  }

  /**
   * {@return the same with another listener}
   *
   * @param value takes the place of the listener so far. It hears of every call, and so of several
   *     at once if calls run side by side
   */
  public WorkOptions withListener(WorkListener value) {
    return new WorkOptions(budget, stop, requireNonNull(value, "listener"), threads, windowRows);
  }

  /**
   * {@return the same with another number of threads}
   *
   * @param value how many one call may keep busy, at least 1
   * @throws IllegalArgumentException unless positive
   */
  public WorkOptions withThreads(int value) {
    return new WorkOptions(budget, stop, listener, positive(value, "threads"), windowRows);
  }

  /**
   * {@return the same with windows of this many rows}
   *
   * @param value at least 1; windows never have more rows than the image
   * @throws IllegalArgumentException unless positive, so also for {@link #AUTOMATIC_ROWS}, the
   *     default
   */
  public WorkOptions withWindowRows(int value) {
    return new WorkOptions(budget, stop, listener, threads, positive(value, "windowRows"));
  }

  private static int positive(int value, String name) {
    checkArgument(value >= 1, "%s must be at least 1, not %s", name, value);
    return value;
  }

  /** Whether the other options are equal in all they say. */
  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkOptions options
        && options.budget.equals(budget)
        && options.stop.equals(stop)
        && options.listener.equals(listener)
        && options.threads == threads
        && options.windowRows == windowRows;
  }

  @Override
  public int hashCode() {
    return Objects.hash(budget, stop, listener, threads, windowRows);
  }

  /** Says what the options are. */
  @Override
  public String toString() {
    return "WorkOptions[%s, timeout %s, %d threads, windows of %s rows]"
        .formatted(
            budget,
            timeout().map(Duration::toString).orElse("none"),
            threads,
            windowRows == AUTOMATIC_ROWS ? "automatic" : windowRows);
  }
}
