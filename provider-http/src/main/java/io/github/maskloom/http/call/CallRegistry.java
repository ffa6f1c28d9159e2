package io.github.maskloom.http.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The calls that run in one session, and the thread that looks after them: whether theirs were
 * interrupted, whether their connections stand in time. The thread ends when nothing runs for ten
 * seconds. <b>Threads:</b> safe.
 */
public final class CallRegistry {
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
