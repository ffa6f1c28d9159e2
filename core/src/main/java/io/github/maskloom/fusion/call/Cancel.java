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
final class Cancel implements Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(Cancel.class);

  private final CancelSignal ofAll;
  private final Object lock = new Object();
  private volatile boolean cancelled;
  private @Nullable Thread worker;

  /** The actions that wait, the oldest first. */
  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();

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
  Cancel(CancelSignal ofAll) {
    this.ofAll = ofAll;
  }

  @Override
  public boolean isCancelled() {
    return cancelled || ofAll.isCancelled();
  }

  @Override
  public Registration onCancel(Runnable body) {
    Object key = new Object();
    synchronized (lock) {
      if (!cancelled) {
        waiting.put(key, body);
        return () -> takeBack(key);
      }
    }
    run(body);
    return () -> {};
  }

  private void takeBack(Object key) {
    synchronized (lock) {
      waiting.remove(key);
    }
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
