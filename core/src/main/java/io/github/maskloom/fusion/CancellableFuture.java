package io.github.maskloom.fusion;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A future of work that ends early when somebody else completes the future: by a cancel, a timeout,
 * a value of their own. The work then ends a little later than the future does.
 */
final class CancellableFuture<T> extends CompletableFuture<T> {
  private final Runnable onAbandon;

  /** What the work ended with: empty if with a value. */
  private final CompletableFuture<Optional<Throwable>> workEnded = new CompletableFuture<>();

  private volatile boolean abandoned;

  /**
   * A future of work that has yet to end.
   *
   * @param onAbandon ends the work soon; may be run more than once, and after the work has ended
   */
  CancellableFuture(Runnable onAbandon) {
    this.onAbandon = onAbandon;
    // The methods below come before whatever follows this future; this is for those that come past
    // them, such as completeAsync.
    var unused = super.whenComplete((value, thrown) -> abandonUnlessEnded());
  }

  private void abandonUnlessEnded() {
    if (!workEnded.isDone()) {
      onAbandon.run();
    }
  }

  private void abandon() {
    if (!isDone()) {
      abandoned = true;
      onAbandon.run();
    }
  }

  /** Whether somebody else has completed the future, or is about to. */
  boolean isUnwanted() {
    return abandoned || isDone();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    abandon();
    return super.cancel(mayInterruptIfRunning);
  }

  @Override
  public boolean complete(T value) {
    abandon();
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    abandon();
    return super.completeExceptionally(thrown);
  }

  /** The work has ended with a value; false if nobody takes it. */
  boolean deliver(T value) {
    if (abandoned) {
      return false;
    }
    workEnded.complete(Optional.empty());
    return super.complete(value);
  }

  /** The work has ended with this; the future too unless it did before. */
  void fail(Throwable thrown) {
    workEnded.complete(Optional.of(thrown));
    if (!abandoned) {
      super.completeExceptionally(thrown);
    }
  }

  /** Tells what the work failed with once it has; never if it ended with a value. */
  void whenWorkFails(Consumer<Throwable> action) {
    var unused = workEnded.thenAccept(failure -> failure.ifPresent(action));
  }

  /** What the work ended with after a cancel; empty if it does not end in time. */
  Optional<Throwable> awaitFailure(Duration atMost) {
    try {
      return Uninterruptibles.getUninterruptibly(workEnded, atMost.toNanos(), NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Waits until both the work and the future have ended; false if they do not in time. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    try {
      var unused = workEnded.get(nanos, NANOSECONDS);
      // What decided how the work ended is about to complete the future.
      var ignored = get(nanos, NANOSECONDS);
      return true;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Futures that follow are ordinary ones: what completes them does not reach back. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
