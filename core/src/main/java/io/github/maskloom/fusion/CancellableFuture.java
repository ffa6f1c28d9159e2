package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A future whose cancel reaches the work behind it, which ends a little later than the future does.
 */
final class CancellableFuture<T> extends CompletableFuture<T> {
  private final Runnable onCancel;
  private final CompletableFuture<Throwable> workFailed = new CompletableFuture<>();

  CancellableFuture(Runnable onCancel) {
    this.onCancel = onCancel;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      onCancel.run();
    }
    return cancelled;
  }

  /** The work has ended, with this; the future too unless it did before. */
  void fail(Throwable thrown) {
    completeExceptionally(thrown);
    workFailed.complete(thrown);
  }

  /** What the work ended with after a cancel; empty if it does not end in time. */
  Optional<Throwable> awaitFailure(Duration atMost) {
    try {
      return Optional.of(
          Uninterruptibles.getUninterruptibly(workFailed, atMost.toNanos(), NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Futures that follow are ordinary ones: cancelling them does not reach back. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
