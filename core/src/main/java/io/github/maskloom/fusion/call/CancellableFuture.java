package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A future of work that ends early when somebody else completes the future: by a cancel, a timeout,
 * a value of their own. The work then ends a little later than the future does.
 */
final class CancellableFuture<T> extends CompletableFuture<T> {
  private final Work work;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /** What the work failed with; empty if it ended with a value. */
  private final CompletableFuture<Optional<Throwable>> workEnded = new CompletableFuture<>();

  /** Work that a future is completed by. */
  interface Work {
    /** Ends it soon; may be called more than once, and after it has ended. Throws nothing. */
    void abandon();

    /** How far its request has got, as far as is known. */
    Delivery delivery();
  }

  /** Who completes the future. */
  private enum State {
    OPEN,
    /** The work, with its value. */
    DELIVERED,
    /** Somebody else, at once. */
    ABANDONED
  }

  /** A future of work that has yet to end. */
  CancellableFuture(Work work) {
    this.work = work;
    // The methods below come before whatever follows this future; this is for those that come past
    // them, such as completeAsync.
    var unused = super.whenComplete((value, thrown) -> abandonUnlessEnded());
  }

  private void abandonUnlessEnded() {
    if (!workEnded.isDone()) {
      work.abandon();
    }
  }

  private void abandon() {
    if (isDone()) {
      return;
    }
    if (state.compareAndSet(State.OPEN, State.ABANDONED)) {
      work.abandon();
    } else if (state.get() == State.DELIVERED) {
      awaitDelivery();
    }
  }

  /** The one that delivers is about to complete the future, and waits for nothing. */
  private void awaitDelivery() {
    while (!isDone()) {
      Thread.onSpinWait();
    }
  }

  /** Whether somebody else has completed the future, or is about to. */
  boolean isUnwanted() {
    return state.get() == State.ABANDONED || isDone();
  }

  /** How far the request of the work has got. */
  Delivery delivery() {
    return work.delivery();
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
    if (!state.compareAndSet(State.OPEN, State.DELIVERED)) {
      return false;
    }
    workEnded.complete(Optional.empty());
    super.complete(value);
    return !isCompletedExceptionally() && getNow(value) == value;
  }

  /** The work has ended with this; the future too unless it did before. */
  void fail(Throwable thrown) {
    workEnded.complete(Optional.of(thrown));
    // Somebody who abandoned it completes it, and may have yet to.
    if (state.get() != State.ABANDONED) {
      super.completeExceptionally(thrown);
    }
  }

  /**
   * Says what the work ended with once it has.
   *
   * @param action gets nothing if it ended with a value; throws nothing
   */
  void whenWorkEnds(Consumer<Optional<Throwable>> action) {
    var unused = workEnded.thenAccept(action);
  }

  /** What the work failed with after a cancel; empty if it did not, or does not end in time. */
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
