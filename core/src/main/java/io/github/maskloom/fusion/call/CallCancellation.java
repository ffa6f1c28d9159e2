package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cancel of one call: wakes whoever registered, and interrupts the thread that works for it.
 */
final class CallCancellation implements Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(CallCancellation.class);

  private final Object lock = new Object();
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** The actions that wait, linked, so that a cancel allocates nothing. */
  private final IntrusiveList<Action> waiting = new IntrusiveList<>();

  private final class Action extends IntrusiveList.Link<Action> implements Registration {
    private final Runnable body;

    Action(Runnable body) {
      this.body = body;
    }

    @Override
    public void close() {
      synchronized (lock) {
        waiting.remove(this);
      }
    }
  }

  /** Takes the action that waits longest; null if there is none. */
  private @Nullable Action next() {
    synchronized (lock) {
      Action next = waiting.first();
      if (next != null) {
        waiting.remove(next);
      }
      return next;
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Registration onCancel(Runnable body) {
    Action action = new Action(body);
    synchronized (lock) {
      if (!cancelled) {
        waiting.addLast(action);
        return action;
      }
    }
    run(action);
    return action;
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

  /** Whether the calling thread works for the call. */
  boolean isWorker() {
    synchronized (lock) {
      return worker == Thread.currentThread();
    }
  }

  /** Cancels the call; idempotent. Allocates nothing and throws nothing. */
  void cancel() {
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
    }
    for (Action action = next(); action != null; action = next()) {
      run(action);
    }
    synchronized (lock) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private static void run(Action action) {
    try {
      action.body.run();
    } catch (Throwable e) {
      // The others must hear of the cancel, and the worker.
      log(e);
    }
  }

  private static void log(Throwable failure) {
    try {
      LOG.debug("what was to run at a cancel failed", failure);
    } catch (Throwable e) {
      // It is the caller's logger that fails, or there is no memory.
    }
  }
}
