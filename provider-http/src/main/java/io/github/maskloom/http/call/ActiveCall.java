package io.github.maskloom.http.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that runs on a thread: what is to be ended with it, such as sockets and waits, and how far
 * it has got with all its attempts.
 *
 * <p>It ends early for three reasons: its caller cancels it, its thread is interrupted, or the
 * session is closed. Reading from a socket does not notice an interrupt, so someone looks from time
 * to time: {@link #endIfInterrupted}. <b>Threads:</b> safe.
 */
public final class ActiveCall implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveCall.class);

  private final Thread thread = Thread.currentThread();
  private final List<Runnable> actions = new ArrayList<>();
  private final Cancellation.Registration registration;
  private @Nullable String reason;
  private Delivery worst = Delivery.NOT_SENT;

  public ActiveCall(Cancellation cancellation) {
    registration = cancellation.onCancel(() -> end("the caller cancelled the call"));
  }

  /** Ends the call, unless it is ended already. */
  public void end(String newReason) {
    List<Runnable> ending;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = newReason;
      ending = List.copyOf(actions);
      actions.clear();
    }
    ending.forEach(ActiveCall::run);
  }

  /** One action that fails does not keep the others from being run. */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.debug("what ends with a call failed: {}", e.getClass().getName());
    }
  }

  /** Ends the call if its thread is interrupted; the thread stays so. */
  public void endIfInterrupted() {
    if (thread.isInterrupted()) {
      end("the thread was interrupted");
    }
  }

  /**
   * Ends the call if this failure is an interrupt, declared or not, or if its thread is interrupted
   * otherwise. The thread is interrupted afterwards.
   */
  public void endIfInterruptedBy(Exception failure) {
    if (failure instanceof InterruptedException) {
      thread.interrupt();
    }
    endIfInterrupted();
  }

  /** Whether the call is ended. */
  public synchronized boolean ended() {
    return reason != null;
  }

  /** Notes how far an attempt got. What may have been billed once stays so. */
  public synchronized void reached(Delivery delivery) {
    worst = worstWith(delivery);
  }

  /** How far the call got at the most: with the attempts before, and with one that got so far. */
  public synchronized Delivery worstWith(Delivery delivery) {
    return delivery.compareTo(worst) > 0 ? delivery : worst;
  }

  /**
   * Leaves the call if it is ended.
   *
   * @param delivery how far its last attempt has got; the exception says how far all have
   * @throws CancelledException if it is
   */
  public synchronized void throwIfEnded(Delivery delivery) {
    if (reason != null) {
      Delivery all = worstWith(delivery);
      throw new CancelledCallException(reason + " (delivery " + all + ")", all);
    }
  }

  /**
   * Runs an action once if the call is cancelled or its time is up. If that has happened already,
   * the action runs at once. Closing the registration takes the action back.
   */
  public Cancellation.Registration onEnd(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return () -> takeBack(action);
      }
    }
    run(action);
    return () -> {};
  }

  private synchronized void takeBack(Runnable action) {
    actions.removeIf(each -> each == action);
  }

  /** Waits for a latch, for so long, or until the call ends, whichever comes first. */
  public void await(CountDownLatch latch, Duration atMost) {
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

  /**
   * The calls that run in one session, and the thread that looks after them: whether theirs were
   * interrupted, whether their connections stand in time. The thread ends when nothing runs for ten
   * seconds. <b>Threads:</b> safe.
   */
  public static final class CallRegistry {
    private static final long INTERRUPT_CHECK_MILLIS = 200;
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timer;
    private final Map<ActiveCall, Future<?>> calls = new HashMap<>();
    private boolean closed;

    /** The calls of a provider. */
    public CallRegistry(String provider) {
      timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, provider));
      timer.setRemoveOnCancelPolicy(true);
      timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      timer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work, String provider) {
      Thread thread = new Thread(work, "maskloom-" + provider + "-watch");
      thread.setDaemon(true);
      return thread;
    }

    /** Runs what is to happen at some time; it must be quick. */
    public ScheduledExecutorService timer() {
      return timer;
    }

    /**
     * Registers a call of this thread.
     *
     * @throws CancelledException if the session is closed, which ends all calls
     */
    public synchronized ActiveCall begin(Cancellation cancellation) {
      if (closed) {
        throw new CancelledCallException("the session is closed", Delivery.NOT_SENT);
      }
      ActiveCall call = new ActiveCall(cancellation);
      try {
        calls.put(call, watch(call));
      } finally {
        if (!calls.containsKey(call)) {
          call.close(); // There is no memory, or no thread, to watch it.
        }
      }
      return call;
    }

    private Future<?> watch(ActiveCall call) {
      return timer.scheduleWithFixedDelay(
          call::endIfInterrupted,
          INTERRUPT_CHECK_MILLIS,
          INTERRUPT_CHECK_MILLIS,
          TimeUnit.MILLISECONDS);
    }

    /** Takes a call out that is over. */
    public synchronized void end(ActiveCall call) {
      Future<?> watch = calls.remove(call);
      if (watch != null) {
        watch.cancel(false);
      }
      notifyAll();
      call.close();
    }

    /**
     * Ends all calls, lets no other begin, and waits until they are over, but no longer than this.
     *
     * @return whether they are
     */
    public boolean close(Duration atMost) {
      List<ActiveCall> running;
      synchronized (this) {
        closed = true;
        running = List.copyOf(calls.keySet());
      }
      running.forEach(call -> call.end("the session was closed"));
      boolean over = awaitEnd(System.nanoTime() + atMost.toNanos());
      timer.shutdownNow();
      return over;
    }

    private synchronized boolean awaitEnd(long untilNanos) {
      boolean interrupted = false;
      for (long left = untilNanos - System.nanoTime();
          !calls.isEmpty() && left > 0 && !interrupted;
          left = untilNanos - System.nanoTime()) {
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          interrupted = true;
        }
      }
      return calls.isEmpty();
    }
  }
}
