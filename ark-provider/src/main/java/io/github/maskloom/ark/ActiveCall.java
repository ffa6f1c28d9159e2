package io.github.maskloom.ark;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.fusion.spi.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs on a thread, and what is to be ended with it: sockets, waits.
 *
 * <p>It ends early for three reasons: its caller cancels it, its thread is interrupted, or the
 * session is closed. Reading from a socket does not notice an interrupt, so someone looks from time
 * to time: {@link #endIfInterrupted}. <b>Threads:</b> safe.
 */
final class ActiveCall implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final List<Runnable> actions = new ArrayList<>();
  private final Cancellation.Registration registration;
  private @Nullable String reason;

  ActiveCall(Cancellation cancellation) {
    registration = cancellation.onCancel(() -> end("the caller cancelled the call"));
  }

  /** Ends the call, unless it is ended already. */
  void end(String newReason) {
    List<Runnable> ending;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = newReason;
      ending = List.copyOf(actions);
      actions.clear();
    }
    ending.forEach(Runnable::run);
  }

  /** Ends the call if its thread is interrupted; the thread stays so. */
  void endIfInterrupted() {
    if (thread.isInterrupted()) {
      end("the thread was interrupted");
    }
  }

  /** Whether the call is ended. */
  synchronized boolean ended() {
    return reason != null;
  }

  /**
   * Leaves the call if it is ended.
   *
   * @param delivery how far the request has got
   * @throws CancelledException if it is
   */
  synchronized void throwIfEnded(Delivery delivery) {
    if (reason != null) {
      throw new CancelledException(reason + " (delivery " + delivery + ")", delivery);
    }
  }

  /** Runs an action when the call ends early: at once, if it has; until it is taken back. */
  Cancellation.Registration onEnd(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return () -> takeBack(action);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void takeBack(Runnable action) {
    actions.removeIf(each -> each == action);
  }

  /** Waits for a latch, for so long, or until the call ends, whichever comes first. */
  void await(CountDownLatch latch, Duration atMost) {
    Cancellation.Registration wake = onEnd(latch::countDown);
    try {
      latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      thread.interrupt();
      endIfInterrupted();
    } finally {
      wake.close();
    }
  }

  /** Stops listening for a cancel. */
  @Override
  public void close() {
    registration.close();
  }
}
