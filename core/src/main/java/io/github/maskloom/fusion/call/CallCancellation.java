package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.image.CancelSignal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cancel of one call: wakes those that registered, and interrupts the thread that works for it.
 */
final class CallCancellation implements Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(CallCancellation.class);

  private final CancelSignal ofAll;
  private final Object lock = new Object();
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** The actions that wait, the oldest first. */
  private final Map<Registration, Runnable> waiting = new LinkedHashMap<>();

  /** What one action is registered by. */
  private final class Waiting implements Registration {
    @Override
    public void close() {
      synchronized (lock) {
        waiting.remove(this);
      }
    }
  }

  /** Takes the action that waits longest; null if there is none. */
  private @Nullable Runnable next() {
    synchronized (lock) {
      Iterator<Runnable> oldest = waiting.values().iterator();
      if (!oldest.hasNext()) {
        return null;
      }
      Runnable next = oldest.next();
      oldest.remove();
      return next;
    }
  }

  /**
   * A cancel that has not come.
   *
   * @param ofAll what stops this call with others
   */
  CallCancellation(CancelSignal ofAll) {
    this.ofAll = ofAll;
  }

  @Override
  public boolean isCancelled() {
    return cancelled || ofAll.isCancelled();
  }

  @Override
  public Registration onCancel(Runnable body) {
    Registration registration = new Waiting();
    synchronized (lock) {
      if (!cancelled) {
        waiting.put(registration, body);
        return registration;
      }
    }
    run(body);
    return registration;
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

  /** Cancels the call; idempotent. Throws nothing. */
  void cancel() {
    synchronized (lock) {
      if (cancelled) {
        return;
      }
      cancelled = true;
    }
    for (Runnable action = next(); action != null; action = next()) {
      run(action);
    }
    synchronized (lock) {
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      // The others must hear of the cancel, and the worker.
      log(e);
    }
  }

  private static void log(Throwable failure) {
    try {
      LOG.debug("what was to run at a cancel failed", failure);
    } catch (RuntimeException e) {
      // It is the caller's logger that fails.
    }
  }
}
