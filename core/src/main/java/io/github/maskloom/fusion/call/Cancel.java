package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.image.CancelSignal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The cancel of one call: wakes those that registered, and interrupts the thread that works for it.
 */
final class Cancel implements Cancellation {
  private final CancelSignal ofAll;
  private final Object lock = new Object();
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** The actions that wait, the oldest first. */
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /**
   * A cancel that has not come.
   *
   * @param ofAll what stops this call with others
   */
  Cancel(CancelSignal ofAll) {
    this.ofAll = ofAll;
  }

  @Override
  public boolean isCancelled() {
    return cancelled || ofAll.isCancelled();
  }

  @Override
  public Registration onCancel(Runnable body) {
    // A task keeps what its action throws: the others must hear of the cancel, and the worker.
    FutureTask<?> action = new FutureTask<>(body, true);
    synchronized (lock) {
      if (!cancelled) {
        waiting.add(action);
        return () -> waiting.remove(action);
      }
    }
    action.run();
    return () -> {};
  }

  /** The calling thread works for the call from now on; a cancel interrupts it. */
  void begin() {
    synchronized (lock) {
      worker = Thread.currentThread();
      if (cancelled) {
        worker.interrupt();
      }
    }
  }

  /**
   * The calling thread works for the call no more, and keeps no interrupt that was meant for it.
   */
  void end() {
    synchronized (lock) {
      worker = null;
      boolean ignored = cancelled && Thread.interrupted();
    }
  }

  /** Cancels the call; idempotent. Throws nothing. */
  void cancel() {
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
    }
    for (Runnable action = waiting.poll(); action != null; action = waiting.poll()) {
      action.run();
    }
    synchronized (lock) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }
}
