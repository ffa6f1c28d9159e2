package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.Delivery;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A future of work that ends early when somebody else completes the future: by a cancel, a timeout,
 * a value of their own. The work then ends a little later than the future does.
 *
 * <p>It ends for certain once {@link #deliver} or {@link #fail} is called, also when no memory is
 * left: they allocate nothing that they need.
 */
final class CancellableFuture<T> extends CompletableFuture<T> {
  /** What the work ended with if not with a failure. */
  private static final Object NO_FAILURE = new Object();

  private final Work work;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /** What the work ended with: a throwable, or {@link #NO_FAILURE}. */
  private final CompletableFuture<Object> workEnded = new CompletableFuture<>();

  private final PreallocatedFailure<T> spare = new PreallocatedFailure<>(this);

  /** Work that a future is completed by. */
  interface Work {
    /** No work. */
    Work NONE =
        new Work() {
          @Override
          public void abandon() {}

          @Override
          public Delivery delivery() {
            return Delivery.NOT_SENT;
          }
        };

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

  /** Whoever delivers is about to complete the future, and waits for nothing. */
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
    try {
      return super.cancel(mayInterruptIfRunning);
    } catch (Throwable e) {
      failWithoutMemory(e);
      throw e;
    }
  }

  @Override
  public boolean complete(T value) {
    abandon();
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    abandon();
    try {
      return super.completeExceptionally(thrown);
    } catch (Throwable e) {
      failWithoutMemory(thrown);
      throw e;
    }
  }

  /** The work has ended with a value; false if nobody takes it. */
  boolean deliver(T value) {
    if (!state.compareAndSet(State.OPEN, State.DELIVERED)) {
      return false;
    }
    workEnded.complete(NO_FAILURE);
    try {
      super.complete(value);
    } catch (Throwable e) {
      tellAll();
    }
    return !isCompletedExceptionally() && getNow(value) == value;
  }

  /** The work has ended with this; the future too unless it did before. */
  void fail(Throwable thrown) {
    workEnded.complete(thrown);
    if (state.get() == State.ABANDONED) {
      // Whoever abandoned it completes it, and may have yet to.
      return;
    }
    try {
      super.completeExceptionally(thrown);
    } catch (Throwable e) {
      failWithoutMemory(thrown);
    }
  }

  /** Ends the future unless it has ended, and lets everybody who waits hear of it. */
  void failWithoutMemory(Throwable thrown) {
    try {
      spare.use(thrown);
    } catch (Throwable e) {
      // It has ended, but somebody who heard of it had no memory.
    }
    tellAll();
  }

  private void tellAll() {
    boolean told = false;
    while (!told) {
      try {
        // Of a future that has ended this changes nothing but tells those who have yet to hear.
        super.cancel(false);
        told = true;
      } catch (Throwable e) {
        // Each time one fewer is left: it was told, and had no memory.
      }
    }
  }

  /**
   * Tells what the work ended with once it has.
   *
   * @param action gets null if it ended with a value; throws nothing
   */
  void whenWorkEnds(Consumer<@Nullable Throwable> action) {
    var unused = workEnded.thenAccept(end -> action.accept(failure(end)));
  }

  private static @Nullable Throwable failure(Object end) {
    return end instanceof Throwable thrown ? thrown : null;
  }

  /** What the work failed with after a cancel; null if it did not, or does not end in time. */
  @Nullable Throwable awaitFailure(Duration atMost) {
    try {
      return failure(Uninterruptibles.getUninterruptibly(workEnded, atMost.toNanos(), NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return null;
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
