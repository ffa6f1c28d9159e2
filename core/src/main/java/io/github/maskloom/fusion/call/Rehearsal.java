package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import java.util.concurrent.SynchronousQueue;

/**
 * Runs once, while there is memory, what ends a call when there is none.
 *
 * <p>Code that runs for the first time allocates what links it, and a class whose first use fails
 * stays unusable for the life of the process.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Ends a call and a future in each of their ways. */
  static void run() {
    CancelledException failure = new CancelledCallException("a rehearsal", Delivery.NOT_SENT);
    endCalls(failure);
    endFutures(failure);
    waitAsAnIdleThreadDoes();
  }

  private static void endCalls(CancelledException failure) {
    CallEnd.Recorder withoutMemory =
        (outcome, error, endNanos) -> {
          throw failure;
        };
    new CallEnd(withoutMemory, record -> {}).failed(failure, false);
  }

  private static void endFutures(CancelledException failure) {
    new CancellableFuture<>(CancellableFuture.Work.NONE).failWithoutMemory(failure);
    new CancellableFuture<>(CancellableFuture.Work.NONE).fail(failure);
    var unused = new CancellableFuture<>(CancellableFuture.Work.NONE).deliver(failure);
  }

  /**
   * The threads of a {@link CallQueue} wait on such a queue. If its classes were unusable, each
   * thread would die as soon as it is idle, and be replaced at once.
   */
  private static void waitAsAnIdleThreadDoes() {
    try {
      var unused = new SynchronousQueue<>().poll(1, NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
