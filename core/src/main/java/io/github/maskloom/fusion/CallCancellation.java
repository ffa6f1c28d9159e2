package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.Cancellation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cancel of one call: wakes whoever registered, and interrupts the thread that works for it.
 */
final class CallCancellation implements Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(CallCancellation.class);

  private final Set<Action> actions = new LinkedHashSet<>();
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** An action that is itself, however many are the same. */
  private final class Action implements Registration {
    private final Runnable body;

    Action(Runnable body) {
      this.body = body;
    }

    @Override
    public void close() {
      synchronized (actions) {
        actions.remove(this);
      }
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Registration onCancel(Runnable body) {
    Action action = new Action(body);
    synchronized (actions) {
      if (!cancelled) {
        actions.add(action);
        return action;
      }
    }
    run(action);
    return action;
  }

  /** The calling thread works for the call from now on; a cancel interrupts it. */
  void begin() {
    synchronized (actions) {
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
    synchronized (actions) {
      worker = null;
      boolean ignored = cancelled && Thread.interrupted();
    }
  }

  /** Whether the calling thread works for the call. */
  boolean isWorker() {
    synchronized (actions) {
      return worker == Thread.currentThread();
    }
  }

  /** Cancels the call; idempotent. */
  void cancel() {
    List<Action> waiting;
    synchronized (actions) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      waiting = List.copyOf(actions);
      actions.clear();
    }
    waiting.forEach(CallCancellation::run);
    synchronized (actions) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private static void run(Action action) {
    try {
      action.body.run();
    } catch (RuntimeException e) {
      LOG.debug("what was to run at a cancel failed", e);
    }
  }
}
